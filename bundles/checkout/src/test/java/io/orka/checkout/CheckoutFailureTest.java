package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.registry.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure that a user can cause has its code, its message and its remedy. */
class CheckoutFailureTest {

    private CheckoutFixture fixture;
    private LocalRepository repository;

    @BeforeEach
    void makeRepository(@TempDir Path directory) {
        fixture = new CheckoutFixture(directory);
        repository = fixture.repository("hello-plugin");
        repository
                .write("plugins/telegram/config.json", "{}")
                .write("docs/index.html", "")
                .commit("Begin");
        repository.tag("v0.1.0").tag("v0.2.0");
    }

    private String line(RepositoryUrl url, @Nullable String version, String path) {
        return catchThrowableOfType(
                        CheckoutFailure.class, () -> fixture.checkout(CheckoutFixture.entry(url, version, null, path)))
                .line();
    }

    @Test
    void unknownRefListsTheTagsHighestFirst() {
        assertThat(line(CheckoutFixture.local(repository.directory()), "v0.3.0", ""))
                .isEqualTo("ORKA-GIT-04: no tag, branch or commit 'v0.3.0' in " + repository.directory()
                        + ". Did you mean 'v0.2.0'? Tags: v0.2.0, v0.1.0.");
    }

    @Test
    void manyTagsAreCutShort() {
        for (int i = 100; i < 130; i++) {
            repository.tag("v0.1." + i);
        }

        assertThat(line(CheckoutFixture.local(repository.directory()), "release", ""))
                .contains("Tags: v0.2.0, v0.1.129, v0.1.128", "and 12 more");
    }

    @Test
    void unknownCommitListsTheTagsToo() {
        assertThat(line(CheckoutFixture.local(repository.directory()), "0123456789012345678901234567890123456789", ""))
                .startsWith("ORKA-GIT-04")
                .contains("Tags: v0.2.0, v0.1.0.");
        assertThat(line(CheckoutFixture.local(repository.directory()), "0123456", ""))
                .startsWith("ORKA-GIT-04");
    }

    @Test
    void withoutTagsTheBranchesAreListed() {
        LocalRepository plain = fixture.repository("plain").write("config.json", "{}");
        plain.commit("Begin");

        assertThat(line(CheckoutFixture.local(plain.directory()), "mian", ""))
                .endsWith("Did you mean 'main'? There are no tags. Branches: main.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v0.1.0"})
    void emptyRepositoryIsCalledEmpty(String version) {
        LocalRepository empty = fixture.repository("empty");

        assertThat(line(CheckoutFixture.local(empty.directory()), version.isEmpty() ? null : version, ""))
                .startsWith("ORKA-GIT-04")
                .contains("The repository is empty");
    }

    @Test
    void directoryWithoutRepositoryIsCalledThat() throws IOException {
        Path plain = Files.createDirectories(fixture.directory().resolve("plain"));

        assertThat(line(CheckoutFixture.local(plain), null, ""))
                .startsWith("ORKA-GIT-01: no Git repository at " + plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "plugins/telegrm | Did you mean 'telegram'? Directories in 'plugins': telegram.",
                "plugin          | Did you mean 'plugins'? Directories in the repository's root: docs, plugins.",
                "docs/index.html | There are no directories in 'docs'.",
            })
    void missingPathNamesTheDirectoriesThereAre(String path, String choices) {
        assertThat(line(CheckoutFixture.local(repository.directory()), "v0.1.0", path))
                .startsWith("ORKA-GIT-08: path '" + path + "' is not in the commit")
                .endsWith(choices);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../hello", "/etc", "docs/../..", "docs//", ".git", "docs/.", "a\u0000b"})
    void pathThatLeadsElsewhereIsRefused(String path) {
        assertThat(line(CheckoutFixture.local(repository.directory()), "v0.1.0", path))
                .startsWith("ORKA-GIT-08")
                .contains("points outside the repository");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c id", "foo::bar", "jar:file:/x", "git://host.test/x", "ftp://host.test/x",
                "amazon-s3://a@b/c", "-oProxyCommand=id", "ssh://-oProxyCommand=id/x", "relative/path", "",
                "https://ada:canary@host.test/x"
            })
    void otherWaysToFetchAreRefused(String location) {
        String line = line(new RepositoryUrl("as-registered", location, "host.test"), "v0.1.0", "");

        assertThat(line)
                .startsWith("ORKA-GIT-12: cannot fetch from as-registered")
                .doesNotContain("canary");
    }

    @Test
    void bundleFileIsNoRepository() throws IOException {
        Path file = Files.writeString(fixture.directory().resolve("x.bundle"), "# v2 git bundle\n");

        assertThat(line(CheckoutFixture.local(file), null, "")).startsWith("ORKA-GIT-01");
    }

    @Test
    void fileInPlaceOfTheDirectoryIsADiskProblem() throws IOException {
        Files.writeString(fixture.plugins(), "not a directory");

        assertThat(line(CheckoutFixture.local(repository.directory()), null, ""))
                .startsWith("ORKA-GIT-11: cannot use ");
    }

    @Test
    void namesFromOutsideStayOnOneLine() {
        assertThat(line(CheckoutFixture.local(repository.directory()), "x\n\u001b[31m\u202ey", ""))
                .contains("'x [31m y'");
    }

    @Test
    void deadlineMustBePositive() {
        assertThatThrownBy(() -> fixture.checkouts(Credentials.none(), Duration.ZERO, CheckoutFixture.LIMITS))
                .hasMessageContaining("deadline is not positive");
    }
}
