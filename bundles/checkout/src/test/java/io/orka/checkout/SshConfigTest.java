package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.registry.RepositoryUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Common settings of the user's SSH configuration work with a real OpenSSH server, or a failure names the setting. */
class SshConfigTest {

    private static final String USER = System.getProperty("user.name");

    private CheckoutFixture fixture;
    private Path ssh;
    private LocalRepository repository;
    private String commit;
    private Path hostKey;
    private Path deployKey;
    private Sshd sshd;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        ssh = Files.createDirectories(fixture.home().resolve(".ssh"));
        repository = fixture.repository("hello-plugin").write("config.json", "{}");
        commit = repository.commit("Begin");
        repository.tag("v0.1.0");
        hostKey = SshKeygen.key(directory.resolve("host"), "ed25519");
        deployKey = SshKeygen.key(ssh.resolve("deploy"), "ed25519");
        sshd = Sshd.start(directory.resolve("sshd"), List.of(hostKey), SshKeygen.line(deployKey));
        know(SshKeygen.known(sshd.knownName(), hostKey));
    }

    @AfterEach
    void stop() throws Exception {
        if (sshd != null) { // null if this machine has no such server
            sshd.close();
        }
    }

    private void know(String lines) throws Exception {
        Files.writeString(ssh.resolve("known_hosts"), lines);
    }

    private void config(String... lines) throws Exception {
        Files.write(ssh.resolve("config"), List.of(lines));
    }

    private RepositoryUrl url(String host) {
        return CheckoutFixture.remote("ssh://" + host + repository.directory());
    }

    private String fetched(String host) {
        return fixture.checkout(CheckoutFixture.entry(url(host), "v0.1.0", null, ""))
                .commit();
    }

    private String failure(String host) {
        return catchThrowableOfType(CheckoutFailure.class, () -> fetched(host)).line();
    }

    @Test
    void includeIsFollowed() throws Exception {
        Files.createDirectories(ssh.resolve("config.d"));
        Files.writeString(
                ssh.resolve("config.d/10-forge"),
                "Host forge\n  HostName 127.0.0.1\n  Port " + sshd.port() + "\n  User " + USER + "\n");
        Files.writeString(ssh.resolve("keys"), "IdentityFile \"~/.ssh/deploy\"\n");
        config("Include config.d/*", "Host forge", "Include ~/.ssh/keys");

        assertThat(fetched("forge")).isEqualTo(commit);
    }

    @Test
    void includeInsideAHostBlockIsForThatHostAlone() throws Exception {
        Files.writeString(ssh.resolve("wrong"), "HostName no-such-host.invalid\n");
        config(
                "Host other",
                "Include wrong",
                "Host forge",
                "HostName=127.0.0.1",
                "Port = " + sshd.port(),
                "User " + USER,
                "IdentityFile ~/.ssh/deploy");

        assertThat(fetched("forge")).isEqualTo(commit);
    }

    @Test
    void matchIsDecided() throws Exception {
        config(
                "Host forge",
                "  HostName 127.0.0.1",
                "Match host 127.* originalhost forge,smithy",
                "  Port " + sshd.port(),
                "Match user nobody",
                "  IdentityFile ~/.ssh/none",
                "Match localuser " + USER + " !host *.example",
                "  User " + USER,
                "Match all",
                "  IdentityFile ~/.ssh/deploy");

        assertThat(fetched("forge")).isEqualTo(commit);
    }

    @Test
    void matchThatRunsAProgramIsNamedWhenTheLoginFails() throws Exception {
        Path ran = fixture.directory().resolve("ran");
        config(
                "Match originalhost other exec \"touch " + ran + "\"",
                "Match exec \"touch " + ran + "\"",
                "  IdentityFile ~/.ssh/deploy");

        assertThat(failure(USER + "@127.0.0.1:" + sshd.port()))
                .startsWith("ORKA-GIT-03")
                .contains("'Match exec' at " + ssh.resolve("config") + ":2 is not supported")
                .doesNotContain("config:1");
        assertThat(ran).doesNotExist();
    }

    @Test
    void tokensOfPathsAreReplaced() throws Exception {
        Files.move(deployKey, ssh.resolve("key-forge-127.0.0.1-" + USER));
        config(
                "Host forge",
                "  HostName 127.0.0.1",
                "  Port " + sshd.port(),
                "  User " + USER,
                "  IdentityFile %d/.ssh/key-%n-%h-%r");

        assertThat(fetched("forge")).isEqualTo(commit);
    }

    @Test
    void onlyConfiguredKeysAreTriedWhereThereAreSome() throws Exception {
        SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        config("IdentitiesOnly yes", "IdentityFile ~/.ssh/deploy");

        assertThat(fetched(USER + "@127.0.0.1:" + sshd.port())).isEqualTo(commit);
        assertThat(sshd.log()).doesNotContain("Failed publickey");
    }

    @Test
    void hostKeyAliasIsTheNameInKnownHosts() throws Exception {
        know(SshKeygen.known("smithy", hostKey));
        config("Host 127.0.0.1", "HostKeyAlias smithy", "IdentityFile ~/.ssh/deploy");

        assertThat(fetched(USER + "@127.0.0.1:" + sshd.port())).isEqualTo(commit);
    }

    @Test
    void otherFilesOfKnownHostsAreRead() throws Exception {
        Files.move(ssh.resolve("known_hosts"), ssh.resolve("known machines"));
        config("UserKnownHostsFile /dev/null \"~/.ssh/known machines\"", "IdentityFile ~/.ssh/deploy");

        assertThat(fetched(USER + "@127.0.0.1:" + sshd.port())).isEqualTo(commit);
    }

    @Test
    void jumpHostIsPassedThrough() throws Exception {
        Path jumpKey = SshKeygen.key(fixture.directory().resolve("jump"), "ecdsa");
        try (Sshd jump =
                Sshd.start(fixture.directory().resolve("jump-sshd"), List.of(jumpKey), SshKeygen.line(deployKey))) {
            know(SshKeygen.known(sshd.knownName(), hostKey) + SshKeygen.known(jump.knownName(), jumpKey));
            config(
                    "Host forge",
                    "  HostName 127.0.0.1",
                    "  Port " + sshd.port(),
                    "  ProxyJump " + USER + "@bastion",
                    "  ProxyCommand false",
                    "Host bastion",
                    "  HostName 127.0.0.1",
                    "  Port " + jump.port(),
                    "Host *",
                    "  User " + USER,
                    "  IdentityFile ~/.ssh/deploy");

            assertThat(fetched("forge")).isEqualTo(commit);
            assertThat(jump.log()).contains("Accepted publickey");
        }
    }

    @Test
    void unknownJumpHostIsNamed() throws Exception {
        Path jumpKey = SshKeygen.key(fixture.directory().resolve("jump"), "ed25519");
        try (Sshd jump =
                Sshd.start(fixture.directory().resolve("jump-sshd"), List.of(jumpKey), SshKeygen.line(deployKey))) {
            config(
                    "Host forge",
                    "  HostName 127.0.0.1",
                    "  Port " + sshd.port(),
                    "  ProxyJump localhost:" + jump.port(),
                    "Host *",
                    "  IdentityFile ~/.ssh/deploy");

            assertThat(failure("forge"))
                    .startsWith("ORKA-GIT-10: the SSH host key of localhost is not in known_hosts: ssh-ed25519")
                    .contains("ssh-keyscan -p " + jump.port() + " localhost");
        }
    }

    @Test
    void proxyCommandIsNamedAndNothingIsRun() throws Exception {
        Path ran = fixture.directory().resolve("ran");
        config("Host 127.0.0.1", "  ProxyCommand touch " + ran, "  IdentityFile ~/.ssh/deploy");

        assertThat(failure(USER + "@127.0.0.1:" + sshd.port()))
                .startsWith("ORKA-GIT-17: cannot fetch from ssh://")
                .contains("ProxyCommand at " + ssh.resolve("config") + ":2 starts a program", "Use ProxyJump");
        assertThat(ran).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProxyCommand none", "ProxyJump none"})
    void noProxyIsNoProxy(String setting) throws Exception {
        config(setting, "ProxyCommand false", "ProxyJump no-such-host.invalid", "IdentityFile ~/.ssh/deploy");

        assertThat(fetched(USER + "@127.0.0.1:" + sshd.port())).isEqualTo(commit);
    }

    @Test
    void keyWithPassphraseAndKeyThatIsMissingAreNamed() throws Exception {
        Path secret = SshKeygen.key(ssh.resolve("secret"), "ed25519", "-N", "sesame");
        SshKeygen.key(ssh.resolve("older"), "rsa", "-m", "PEM", "-N", "sesame");
        config("IdentityFile ~/.ssh/gone", "IdentityFile ~/.ssh/older", "IdentityFile " + secret);

        assertThat(failure(USER + "@127.0.0.1:" + sshd.port()))
                .startsWith("ORKA-GIT-03")
                .contains(
                        ssh.resolve("gone") + " does not exist",
                        "~/.ssh/older has a passphrase",
                        "~/.ssh/secret has a passphrase");
    }

    @Test
    void keyOnASecurityKeyIsNamed() throws Exception {
        Files.writeString(ssh.resolve("id_ed25519_sk"), SecurityKeyFile.TEXT);

        assertThat(failure(USER + "@127.0.0.1:" + sshd.port()))
                .startsWith("ORKA-GIT-03")
                .contains("~/.ssh/id_ed25519_sk is on a security key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CertificateFile ~/.ssh/signed.pub"})
    void certificateOfTheUser(String setting) throws Exception {
        Path authority = SshKeygen.key(fixture.directory().resolve("authority"), "ed25519");
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        SshKeygen.run(List.of("-q", "-s", authority.toString(), "-I", "me", "-n", USER, "-V", "+1d", userKey + ".pub"));
        if (!setting.isEmpty()) {
            Files.move(ssh.resolve("id_ed25519-cert.pub"), ssh.resolve("signed.pub"));
        }
        config(setting);
        try (Sshd trusting = Sshd.start(
                fixture.directory().resolve("trusting"),
                List.of(hostKey),
                "",
                "TrustedUserCAKeys " + authority + ".pub")) {
            know(SshKeygen.known(trusting.knownName(), hostKey));

            assertThat(fetched(USER + "@127.0.0.1:" + trusting.port()))
                    .as(trusting.log())
                    .isEqualTo(commit);
        }
    }

    @Test
    void certificateThatHasExpiredIsNamed() throws Exception {
        Path authority = SshKeygen.key(fixture.directory().resolve("authority"), "ed25519");
        Path userKey = SshKeygen.key(ssh.resolve("id_ed25519"), "ed25519");
        SshKeygen.run(List.of(
                "-q", "-s", authority.toString(), "-I", "me", "-n", USER, "-V", "20200101:20200102", userKey + ".pub"));

        assertThat(failure(USER + "@127.0.0.1:" + sshd.port()))
                .startsWith("ORKA-GIT-03")
                .contains("the certificate ~/.ssh/id_ed25519-cert.pub has expired");
    }
}
