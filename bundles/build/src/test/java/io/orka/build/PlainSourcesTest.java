package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.checkout.Checkout;
import io.orka.checkout.Placeholder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainSourcesTest {

    @TempDir
    static Path shared;

    static Builds builds;

    @TempDir
    Path root;

    @BeforeAll
    static void open() {
        builds = Fixture.builds(shared, Duration.ofMinutes(1));
    }

    @AfterAll
    static void close() {
        builds.close();
    }

    @Test
    void sourcesAtTheTopBecomeAJar() throws IOException {
        new Fixture(root)
                .with("Hello.java", Fixture.HELLO.replace("package acme;", ""))
                .with("notes.txt", "no source");
        BuiltJar built = builds.build(new Fixture(root).checkout(), phase -> {});
        assertThat(Fixture.entries(built.jar())).containsExactly("Hello.class");
        assertThat(built.libraries()).isEmpty();
        assertThat(built.builder()).isEqualTo("javac " + System.getProperty("java.version"));
        assertThat(built.log()).isRegularFile();
    }

    @Test
    void sourcesAndResourcesOfATreeBecomeAJar() throws IOException {
        Fixture fixture = new Fixture(root)
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .with("src/main/resources/META-INF/services/x.Y", "acme.Hello")
                .with("Top.java", "not Java at all");
        List<String> phases = new ArrayList<>();
        BuiltJar built = builds.build(fixture.checkout(), phases::add);
        assertThat(Fixture.entries(built.jar())).containsExactly("META-INF/services/x.Y", "acme/Hello.class");
        assertThat(phases).endsWith("javac", "jar");
    }

    @Test
    void theSameSourcesGiveTheSameBytes() throws IOException {
        Fixture fixture = new Fixture(root).with("Hello.java", Fixture.HELLO);
        byte[] first =
                Files.readAllBytes(builds.build(fixture.checkout(), phase -> {}).jar());
        byte[] second =
                Files.readAllBytes(builds.build(fixture.checkout(), phase -> {}).jar());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aModuleSeesTheSdk() throws IOException {
        Fixture fixture = new Fixture(root)
                .with("src/main/java/module-info.java", "module acme { requires io.orka.sdk; exports acme; }")
                .with("src/main/java/acme/Hello.java", Fixture.HELLO);
        assertThat(Fixture.entries(builds.build(fixture.checkout(), phase -> {}).jar()))
                .containsExactly("acme/Hello.class", "module-info.class");
    }

    @Test
    void theFirstErrorIsNamedWithFileAndLine() throws IOException {
        Fixture fixture = new Fixture(root).with("src/main/java/Broken.java", "class Broken {\n  int x = \n}\n");
        BuildFailure failure =
                catchThrowableOfType(BuildFailure.class, () -> builds.build(fixture.checkout(), phase -> {}));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-03");
        assertThat(failure.reason()).isEqualTo("src/main/java/Broken.java:3: illegal start of expression");
        assertThat(failure.remedy()).contains("hello@v0.1.0.log");
        assertThat(shared.resolve("logs/hello@v0.1.0.log")).content().contains("[ERROR] src/main/java/Broken.java:3");
    }

    @Test
    void aFileIsNamedByItsPathInsideTheRepository() throws IOException {
        Fixture fixture = new Fixture(root).with("plugins/hello/Broken.java", "class Broken {");

        BuildFailure failure = catchThrowableOfType(
                BuildFailure.class, () -> builds.build(fixture.checkout("plugins/hello", false), phase -> {}));

        assertThat(failure.reason()).startsWith("plugins/hello/Broken.java:1: ");
    }

    @Test
    void whateverABuildSaysTheCloneIsNotNamed() throws IOException {
        Checkout checkout = new Fixture(root).checkout();
        String words = root.toRealPath() + "/pom.xml and file://" + root + "/a.xml (in " + root + "), but not " + root
                + "-old/b";

        BuildFailure said = InsidePaths.of(BuildFailure.jvmConfig(words, Path.of("/logs/hello.log")), checkout);

        assertThat(said.reason())
                .endsWith("pom.xml and a.xml (in the repository), but not " + root + "-old/b")
                .doesNotContain(root + "/");
        assertThat(said.remedy()).contains("/logs/hello.log");
    }

    @Test
    void filesThatOnlyStandForOthersAreNamedBesideTheError() throws IOException {
        Checkout all = new Fixture(root)
                .with("Broken.java", "class Broken extends Missing {}")
                .checkout();
        Checkout checkout = new Checkout(
                all.entry(),
                all.config(),
                all.ref(),
                all.commit(),
                null,
                all.tree(),
                all.root(),
                all.directory(),
                List.of(new Placeholder("gen/Missing.txt", Placeholder.Kind.LFS, "")));

        BuildFailure failure = catchThrowableOfType(BuildFailure.class, () -> builds.build(checkout, phase -> {}));

        assertThat(failure.code()).isEqualTo("ORKA-BUILD-03");
        assertThat(failure.reason())
                .startsWith("Broken.java:1: cannot find symbol")
                .endsWith("('gen/Missing.txt' is a pointer of Git LFS, not the file itself)");
    }

    @Test
    void aListenerThatThrowsDoesNotConfuseTheNextBuild() throws IOException {
        Checkout checkout = new Fixture(root).with("Hello.java", Fixture.HELLO).checkout();
        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> builds.build(checkout, phase -> {
                            if (phase.equals("javac")) {
                                throw new IllegalStateException("no more");
                            }
                        })))
                .hasMessage("no more");
        Checkout broken = new Fixture(root).with("Hello.java", "no Java").checkout();
        assertThat(catchThrowableOfType(BuildFailure.class, () -> builds.build(broken, phase -> {}))
                        .code())
                .isEqualTo("ORKA-BUILD-03");
    }

    @Test
    void nothingToBuildSaysWhatWasLookedFor() {
        BuildFailure failure =
                catchThrowableOfType(BuildFailure.class, () -> builds.build(new Fixture(root).checkout(), phase -> {}));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-01");
        assertThat(failure.reason()).contains("pom.xml", "*.java", "src/main/java");
    }

    @ParameterizedTest
    @CsvSource({
        "build.gradle, Gradle",
        "build.gradle.kts, Gradle",
        "settings.gradle.kts, Gradle",
        "build.xml, Ant",
        "build.sbt, sbt",
        "MODULE.bazel, Bazel",
        "Hello.kt, Kotlin",
        "src/main/kotlin/acme/Hello.kt, Kotlin",
        "src/main/java/acme/Hello.kt, Kotlin",
        "src/main/scala/Hello.scala, Scala",
        "src/main/groovy/acme/Hello.groovy, Groovy"
    })
    void whatOrkaDoesNotBuildIsNamedAlsoBesideJava(String file, String tool) throws IOException {
        Fixture fixture = new Fixture(root);
        fixture.with(file, "what it says does not matter").with("src/main/java/acme/Hello.java", Fixture.HELLO);
        BuildFailure failure =
                catchThrowableOfType(BuildFailure.class, () -> builds.build(fixture.checkout(), phase -> {}));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-01");
        assertThat(failure.reason()).contains(tool);
        assertThat(failure.remedy()).contains("pom.xml");
    }

    @Test
    void aJreCannotBuild() throws IOException {
        Fixture fixture = new Fixture(root).with("Hello.java", Fixture.HELLO);
        BuildTools tools = Fixture.tools(root.resolve("settings.xml"));
        BuildTools jre = new BuildTools(
                root.resolve("jre"), tools.mavenHome(), tools.workerJar(), tools.sdkJar(), tools.userSettings());
        try (Builds none = new Builds(jre, root.resolve("logs"), root.resolve("work"), Duration.ofMinutes(1), 1)) {
            BuildFailure failure =
                    catchThrowableOfType(BuildFailure.class, () -> none.build(fixture.checkout(), phase -> {}));
            assertThat(failure.code()).isEqualTo("ORKA-BUILD-02");
            assertThat(failure.remedy()).contains("JDK");
        }
    }
}
