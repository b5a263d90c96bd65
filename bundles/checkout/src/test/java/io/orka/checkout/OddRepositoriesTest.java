package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.registry.GitSettings.Authorities;
import io.orka.registry.RepositoryUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An unusual repository is read, or rejected with a failure that names the reason. Nothing is printed to the terminal.
 */
class OddRepositoriesTest {

    private final PrintStream terminal = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private CheckoutFixture fixture;

    @BeforeEach
    void listen(@TempDir Path directory) {
        fixture = new CheckoutFixture(directory);
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void nothingReachedTheTerminal() {
        System.setErr(terminal);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private String failure(RepositoryUrl url, @Nullable String version) {
        return failure(fixture.checkouts(), url, version);
    }

    private static String failure(GitCheckouts checkouts, RepositoryUrl url, @Nullable String version) {
        return catchThrowableOfType(
                        CheckoutFailure.class,
                        () -> checkouts.checkout(
                                CheckoutFixture.entry(url, version, null, ""), null, CheckoutFixture.SILENT))
                .line();
    }

    private NativeRepository repository(String... options) throws Exception {
        NativeRepository repository =
                NativeRepository.create(fixture.directory().resolve("repository"), options);
        repository.write("config.json", "{}").write("file", "text").commit("One");
        repository.git("tag", "v1.0.0");
        return repository;
    }

    private GitCheckouts trusting(TestAuthority authority) {
        return fixture.checkouts(
                Credentials.none(),
                CheckoutFixture.LONG,
                CheckoutFixture.LIMITS,
                new HttpRoutes(
                        new Proxies(null, Map.of()),
                        new Trust(new Authorities(authority.certificate(), null, null), Map.of()),
                        new ClientKeys(new Properties())));
    }

    @Test
    void idsOfSha256AreNamed() throws Exception {
        NativeRepository repository = repository("--object-format=sha256");
        TestAuthority authority = TestAuthority.create(fixture.directory().resolve("authority"));

        assertThat(failure(repository.url(), "v1.0.0"))
                .startsWith("ORKA-GIT-23: " + repository.directory() + " is a repository with SHA-256 ids");
        try (GitHttpsServer host = GitHttpsServer.start(
                fixture.directory().resolve("host"), fixture.directory(), authority.sign("localhost"), "")) {
            assertThat(failure(trusting(authority), CheckoutFixture.remote(host.url("repository")), "v1.0.0"))
                    .startsWith("ORKA-GIT-23: https://localhost:");
        }
    }

    @Test
    void idsOfSha256AreNamedOverSshToo() throws Exception {
        NativeRepository repository = repository("--object-format=sha256");
        Path ssh = Files.createDirectories(fixture.home().resolve(".ssh"));
        Path key = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        try (Sshd sshd = Sshd.start(fixture.directory().resolve("sshd"), List.of(key), SshKeygen.line(key))) {
            Files.writeString(ssh.resolve("known_hosts"), SshKeygen.known(sshd.knownName(), key));

            assertThat(failure(CheckoutFixture.remote(sshd.url(repository.directory())), "v1.0.0"))
                    .startsWith("ORKA-GIT-23: ssh://");
        }
    }

    @Test
    void partialCloneIsNamed() throws Exception {
        NativeRepository origin = repository();
        origin.git("config", "uploadpack.allowFilter", "true");
        Path clone = fixture.directory().resolve("clone");
        origin.git(
                "clone", "-q", "--filter=blob:none", "--no-checkout", "file://" + origin.directory(), clone.toString());

        assertThat(failure(CheckoutFixture.local(clone), "v1.0.0"))
                .startsWith("ORKA-GIT-24: " + clone + " is a partial clone")
                .contains("Register the repository it was cloned from");
    }

    @Test
    void shallowCloneIsAsGoodAsAnyForWhatItHas() throws Exception {
        NativeRepository origin = repository();
        String commit = origin.write("more", "").commit("Two");
        Path clone = fixture.directory().resolve("clone");
        origin.git("clone", "-q", "--depth=1", "file://" + origin.directory(), clone.toString());

        assertThat(fixture.checkout(CheckoutFixture.entry(CheckoutFixture.local(clone), null, null, ""))
                        .commit())
                .isEqualTo(commit);
    }

    @Test
    void secondWorkTreeIsARepositoryToo() throws Exception {
        NativeRepository origin = repository();
        Path second = fixture.directory().resolve("second");
        origin.git("worktree", "add", "-q", "--detach", second.toString());

        assertThat(fixture.checkout(CheckoutFixture.entry(CheckoutFixture.local(second), "v1.0.0", null, ""))
                        .config()
                        .name())
                .isEqualTo("hello@v1.0.0");
    }

    @Test
    void damagedRepositoryIsNamed() throws Exception {
        NativeRepository repository = repository();
        String blob = repository.git("rev-parse", "HEAD:file").strip();
        Files.delete(repository.directory().resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        assertThat(failure(repository.url(), "v1.0.0"))
                .startsWith("ORKA-GIT-15: " + repository.directory())
                .contains(blob);
    }

    @ParameterizedTest
    @CsvSource({"tree, HEAD^{tree}, false", "blob, HEAD:file, false", "annotated, HEAD^{tree}, true"})
    void tagOfSomethingElseThanACommitIsNamed(String name, String target, boolean annotated) throws Exception {
        NativeRepository repository = repository();
        if (annotated) {
            repository.git("-c", "user.name=A", "-c", "user.email=a@b", "tag", "-a", "-m", "x", name, target);
        } else {
            repository.git("tag", name, target);
        }
        TestAuthority authority = TestAuthority.create(fixture.directory().resolve("authority"));
        String said = "is a directory or a file, not a commit. Tags: ";

        assertThat(failure(repository.url(), name))
                .startsWith("ORKA-GIT-04: '" + name + "' in " + repository.directory())
                .contains(said);
        try (GitHttpsServer host = GitHttpsServer.start(
                fixture.directory().resolve("host"), fixture.directory(), authority.sign("localhost"), "")) {
            assertThat(failure(trusting(authority), CheckoutFixture.remote(host.url("repository")), name))
                    .startsWith("ORKA-GIT-04: '" + name + "' in https://localhost:")
                    .contains(said);
        }
    }

    @Test
    void relativePathIsShownWithWhatItStandsFor() {
        RepositoryUrl url =
                RepositoryUrl.parse("../repos/hello", fixture.directory().resolve("config"));

        assertThat(failure(url, null))
                .startsWith("ORKA-GIT-01: no Git repository at ../repos/hello ("
                        + fixture.directory().resolve("repos/hello") + "): there is no such directory");
    }
}
