package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.registry.GitSettings.Authorities;
import io.orka.registry.RepositoryUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The git program finds the commit's tags and history in the clone during a build. */
class DescribeTest {

    private static final String POM = "<project><build><plugins><plugin><groupId>io.github.git-commit-id</groupId>"
            + "<artifactId>git-commit-id-maven-plugin</artifactId></plugin></plugins></build></project>";

    private CheckoutFixture fixture;
    private NativeRepository repository;

    @BeforeEach
    void makeRepository(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        repository = NativeRepository.create(directory.resolve("repository"));
        repository.write("config.json", "{}").commit("One");
        repository.git("tag", "v1.0.0");
        repository.write("a", "a").commit("Two");
        repository.git("-c", "user.name=Ada", "-c", "user.email=ada@localhost", "tag", "-a", "-m", "Two", "v2.0.0");
    }

    private Checkout checkout(@Nullable String version) {
        return fixture.checkout(CheckoutFixture.entry(repository.url(), version, null, ""));
    }

    private static String git(Checkout checkout, String... arguments) throws Exception {
        return Program.run(
                        checkout.root(),
                        Stream.concat(Stream.of("git"), Arrays.stream(arguments))
                                .toList())
                .strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0.0", "v2.0.0"})
    void tagOfTheCommitIsThere(String tag) throws Exception {
        Checkout checkout = checkout(tag);

        assertThat(git(checkout, "describe", "--tags", "--dirty")).isEqualTo(tag);
        assertThat(git(checkout, "tag")).isEqualTo(tag);
        assertThat(git(checkout, "rev-list", "--count", "HEAD")).isEqualTo("1");
    }

    @Test
    void tagOfTheCommitIsThereByWhateverNameItWasFetched() throws Exception {
        String commit = git(checkout("v2.0.0"), "rev-parse", "HEAD");

        assertThat(git(checkout(null), "describe")).isEqualTo("v2.0.0");
        assertThat(git(checkout(commit), "describe")).isEqualTo("v2.0.0");
    }

    @Test
    void historyIsThereWhereTheBuildAsksForIt() throws Exception {
        repository.write("pom.xml", POM).commit("Three");
        repository.write("b", "b").commit("Four");

        Checkout checkout = checkout("main");

        assertThat(git(checkout, "describe", "--dirty")).matches("v2\\.0\\.0-2-g[0-9a-f]{7,}");
        assertThat(git(checkout, "tag")).isEqualTo("v1.0.0\nv2.0.0");
        assertThat(git(checkout, "rev-list", "--count", "HEAD")).isEqualTo("4");
        assertThat(git(checkout, "fsck", "--full")).doesNotContain("missing", "error");
        assertThat(checkout.root().resolve(".git/shallow")).doesNotExist();
        assertThat(checkout.root().resolve(".git/config")).content().doesNotContain("remote", "url");
    }

    @Test
    void historyStaysWhenTheFilesAreWrittenAnew() throws Exception {
        repository
                .write(".mvn/extensions.xml", "<artifactId>jgitver-maven-plugin</artifactId>")
                .commit("Three");
        checkout("main");

        Checkout again = checkout("main");

        assertThat(git(again, "describe", "--dirty")).startsWith("v2.0.0-1-g").doesNotContain("dirty");
    }

    @Test
    void historyComesOverHttpsToo() throws Exception {
        repository.write("pom.xml", POM).commit("Three");
        TestAuthority authority = TestAuthority.create(fixture.directory().resolve("authority"));
        try (GitHttpsServer host = GitHttpsServer.start(
                fixture.directory().resolve("host"), fixture.directory(), authority.sign("localhost"), "")) {
            RepositoryUrl url = CheckoutFixture.remote(host.url("repository"));
            HttpRoutes routes = new HttpRoutes(
                    new Proxies(null, Map.of()),
                    new Trust(new Authorities(authority.certificate(), null, null), Map.of()),
                    new ClientKeys(new Properties()));

            Checkout checkout = fixture.checkouts(
                            Credentials.none(), CheckoutFixture.LONG, CheckoutFixture.LIMITS, routes)
                    .checkout(CheckoutFixture.entry(url, null, null, ""), null, CheckoutFixture.SILENT);

            assertThat(git(checkout, "describe", "--dirty"))
                    .startsWith("v2.0.0-1-g")
                    .doesNotContain("dirty");
        }
    }

    @Test
    void namesOfTagsNeverBecomePaths() throws Exception {
        String head = repository.git("rev-parse", "HEAD").strip();
        Files.writeString(
                repository.directory().resolve(".git/packed-refs"),
                "# pack-refs with: peeled fully-peeled sorted \n" + head + " refs/tags/../../../trap\n" + head
                        + " refs/tags/fine\n");

        Checkout checkout = checkout("main");

        assertThat(Program.run(checkout.root(), List.of("git", "tag")))
                .contains("fine")
                .doesNotContain("trap");
        assertThat(fixture.plugins().resolve("trap")).doesNotExist();
    }
}
