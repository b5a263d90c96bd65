package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.checkout.Placeholder.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Symbolic links, Git LFS pointers and submodules in repositories created by git are checked out or reported. */
class LinksTest {

    private static final String POINTER = """
            version https://git-lfs.github.com/spec/v1
            oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
            size 12345
            """;

    private CheckoutFixture fixture;
    private NativeRepository repository;

    @BeforeEach
    void makeRepository(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        repository = NativeRepository.create(directory.resolve("repository")).write("config.json", "{}");
    }

    private Checkout checkout(String path) throws Exception {
        repository.commit("Begin");
        return fixture.checkout(CheckoutFixture.entry(repository.url(), null, null, path));
    }

    private String failure(String path) {
        return catchThrowableOfType(CheckoutFailure.class, () -> checkout(path)).line();
    }

    private void submodule(String path) throws Exception {
        Files.createDirectories(repository.directory().resolve(path));
        repository.git(
                "update-index", "--add", "--cacheinfo", "160000,0123456789012345678901234567890123456789," + path);
    }

    private static void assertNoLinks(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isSymbolicLink)).isEmpty();
        }
    }

    @Test
    void linkToAFileIsACopyOfIt() throws Exception {
        repository
                .write("shared/config.json", "{ \"shared\": true }")
                .write("shared/run.sh", "#!/bin/sh\n")
                .link("plug/config.json", "../shared/config.json")
                .link("plug/run.sh", "./../shared//run.sh");
        assertThat(repository.directory().resolve("shared/run.sh").toFile().setExecutable(true))
                .isTrue();

        Checkout checkout = checkout("plug");

        assertThat(checkout.directory().resolve("config.json")).hasContent("{ \"shared\": true }");
        assertThat(checkout.directory().resolve("run.sh")).isExecutable();
        assertThat(checkout.placeholders()).isEmpty();
        assertNoLinks(checkout.root());
    }

    @Test
    void linkToADirectoryIsACopyWithAllInside() throws Exception {
        repository
                .write("shared/acme/Tool.java", "class Tool {}")
                .write("shared/deep/more/Deep.java", "class Deep {}")
                .link("shared/acme/Same.java", "Tool.java")
                .link("shared/acme/other", "../deep")
                .link("plug/src/main/java", "../../../shared")
                .link("again", "plug/src");

        Checkout checkout = checkout("plug");

        Path java = checkout.directory().resolve("src/main/java");
        assertThat(java.resolve("acme/Tool.java")).hasContent("class Tool {}");
        assertThat(java.resolve("acme/Same.java")).hasContent("class Tool {}");
        assertThat(java.resolve("acme/other/more/Deep.java")).hasContent("class Deep {}");
        assertThat(checkout.root().resolve("again/main/java/deep/more/Deep.java"))
                .hasContent("class Deep {}");
        assertThat(checkout.placeholders()).isEmpty();
        assertNoLinks(checkout.root());
    }

    @Test
    void pathOfThePluginMayBeALink() throws Exception {
        repository.write("plugins/one/config.json", "{}").link("current", "plugins/one");

        assertThat(checkout("current").directory().resolve("config.json")).hasContent("{}");
    }

    @Test
    void copiesAreNoChangesToGit() throws Exception {
        repository
                .write("shared/a.txt", "a")
                .link("b.txt", "shared/a.txt")
                .link("dir with *", "shared")
                .link("out", "/etc/hostname");

        Checkout checkout = checkout("");

        assertThat(Program.run(checkout.root(), List.of("git", "status", "--porcelain")))
                .isEmpty();
        assertThat(Program.run(checkout.root(), List.of("git", "describe", "--always", "--dirty")))
                .doesNotContain("dirty");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd,               LINK_OUT",
        "../../outside,             LINK_OUT",
        "deep/../../../etc/passwd,  LINK_OUT",
        "up/../../x,                LINK_NOWHERE",
        "up/../../../x,             LINK_OUT",
        "nothing/here,              LINK_NOWHERE",
        "../top/../top/config.json, LINK_OUT",
        ".,                         LINK_LOOP",
        "..,                        LINK_OUT",
        "self,                      LINK_LOOP",
    })
    void linkThatLeadsElsewhereIsATextAndIsNoted(String target, Kind kind) throws Exception {
        repository.write("deep/er/file", "").link("up", "deep/er").link("self", target);

        Checkout checkout = checkout("");

        assertThat(checkout.root().resolve("self")).content().isEqualTo(target);
        assertThat(checkout.placeholders()).containsExactly(new Placeholder("self", kind, target));
        assertNoLinks(checkout.root());
    }

    @Test
    void linksThroughEachOtherEnd() throws Exception {
        repository.write("a/one", "1").write("b/two", "2").link("a/x", "../b").link("b/y", "../a");

        Checkout checkout = checkout("");

        assertThat(checkout.root().resolve("a/x/two")).hasContent("2");
        assertThat(checkout.root().resolve("b/y/one")).hasContent("1");
        assertThat(checkout.placeholders())
                .containsExactlyInAnyOrder(
                        new Placeholder("a/x/y", Kind.LINK_LOOP, "../a"),
                        new Placeholder("b/y/x", Kind.LINK_LOOP, "../b"));
    }

    @Test
    void copiesThatMultiplyAreBounded() throws Exception {
        repository.write("d0/file", "x");
        for (int level = 1; level < 8; level++) {
            for (int i = 0; i < 10; i++) {
                repository.link("d" + level + "/l" + i, "../d" + (level - 1));
            }
        }

        assertThat(failure("")).startsWith("ORKA-GIT-06").contains("'git.maxEntries'");
        assertThat(fixture.plugins()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "pom.xml", "src", "src/main/java", "src/main/resources/a.txt", "lib/a.jar"})
    void linkOutOfTheRepositoryIsNamedWhereItIsInTheWay(String path) throws Exception {
        Files.deleteIfExists(repository.directory().resolve(path));
        repository.link(path, "/opt/acme/" + path);

        assertThat(failure(""))
                .isEqualTo("ORKA-GIT-21: '" + path + "' is a symbolic link to '/opt/acme/" + path
                        + "', which points outside the repository. Add the file itself to the repository, or a link to a"
                        + " file in the repository.");
    }

    @Test
    void linkInThePathOfThePluginIsNamed() throws Exception {
        repository.link("plugins", "../elsewhere");

        assertThat(failure("plugins/one")).startsWith("ORKA-GIT-21: 'plugins' is a symbolic link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json",
                "pom.xml",
                "go.mod",
                "Hello.java",
                "src/main/java/Hello.java",
                "src/main/resources/model.bin",
                "lib/acme.jar"
            })
    void pointerOfLfsIsNamedWhereItIsInTheWay(String path) throws Exception {
        repository.write("plug/config.json", "{}").write("plug/" + path, POINTER);

        assertThat(failure("plug"))
                .startsWith("ORKA-GIT-22: 'plug/" + path + "' is a pointer of Git LFS, not the file itself.");
    }

    @Test
    void pointerThatALinkLeadsToIsNamed() throws Exception {
        repository
                .write("jars/acme.jar", POINTER)
                .write("plug/config.json", "{}")
                .link("plug/lib", "../jars");

        assertThat(failure("plug")).startsWith("ORKA-GIT-22: 'plug/lib/acme.jar'");
    }

    @Test
    void pointersElsewhereAreNoReasonToFail() throws Exception {
        repository
                .write("plug/config.json", "{}")
                .write("plug/src/test/resources/sample.jar", POINTER)
                .write("plug/docs/picture.png", POINTER)
                .write("other/lib/acme.jar", POINTER);

        assertThat(checkout("plug").placeholders()).hasSize(3);
    }

    @Test
    void submoduleBesideThePluginIsAnEmptyDirectory() throws Exception {
        repository.write("plug/config.json", "{}").write(".gitmodules", "[submodule \"x\"]\n");
        submodule("theme");

        Checkout checkout = checkout("plug");

        assertThat(checkout.root().resolve("theme")).isEmptyDirectory();
        assertThat(checkout.root().resolve(".gitmodules")).hasContent("[submodule \"x\"]");
        assertThat(Program.run(checkout.root(), List.of("git", "status", "--porcelain")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plug", "plug/sub", "plug/lib"})
    void submoduleInThePluginIsRefused(String submodule) throws Exception {
        String path = submodule.equals("plug") ? "plug/inner" : "plug";
        if (!submodule.equals("plug")) {
            repository.write("plug/config.json", "{}");
        }
        submodule(submodule);

        assertThat(failure(path)).startsWith("ORKA-GIT-07").contains("'" + submodule + "'", "'path' in plugins.json");
    }
}
