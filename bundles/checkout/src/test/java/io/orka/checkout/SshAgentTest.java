package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.registry.PluginEntry;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a real SSH agent with a key whose file has a passphrase. */
class SshAgentTest {

    private static final String SECRET = "sesame";

    private CheckoutFixture fixture;
    private Path ssh;
    private Path socket;
    private LocalRepository repository;
    private String commit;
    private Process agent;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        fixture = new CheckoutFixture(directory);
        ssh = Files.createDirectories(fixture.home().resolve(".ssh"));
        repository = fixture.repository("hello-plugin").write("config.json", "{}");
        commit = repository.commit("Begin");
        repository.tag("v0.1.0");
        socket = directory.resolve("agent.sock");
        Program.needed(Path.of("/usr/bin/ssh-agent"));
        agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("agent.log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        agent.destroy();
        agent.waitFor();
    }

    /** Fetches in a separate process, since the environment of the test's process cannot be changed. */
    public static void main(String[] arguments) {
        CheckoutFixture fixture = new CheckoutFixture(Path.of(arguments[0]));
        System.out.println(fixture.checkout(entry(arguments[1])).commit());
    }

    private static PluginEntry entry(String url) {
        return CheckoutFixture.entry(CheckoutFixture.remote(url), "v0.1.0", null, "");
    }

    private Path key(String type) throws Exception {
        Path key = SshKeygen.key(ssh.resolve("id_" + type), type, "-N", SECRET);
        Path answer = Files.writeString(fixture.directory().resolve("answer"), "#!/bin/sh\necho " + SECRET + "\n");
        assertThat(answer.toFile().setExecutable(true)).isTrue();
        ProcessBuilder add = new ProcessBuilder("ssh-add", key.toString()).redirectErrorStream(true);
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        add.environment().put("SSH_ASKPASS", answer.toString());
        add.environment().put("SSH_ASKPASS_REQUIRE", "force");
        int tries = 0;
        while (add.start().waitFor() != 0) { // the agent may not listen yet
            assertThat(++tries).as("tries of ssh-add").isLessThan(50);
            agent.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return key;
    }

    private Sshd sshd(Path userKey) throws Exception {
        Path hostKey = SshKeygen.key(fixture.directory().resolve("host"), "ed25519");
        Sshd sshd = Sshd.start(fixture.directory().resolve("sshd"), List.of(hostKey), SshKeygen.line(userKey));
        Files.writeString(ssh.resolve("known_hosts"), SshKeygen.known(sshd.knownName(), hostKey));
        return sshd;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void keyOfTheAgentThatTheConfigurationNames(String type) throws Exception {
        Files.writeString(ssh.resolve("config"), "IdentityAgent " + socket + "\n");
        try (Sshd sshd = sshd(key(type))) {
            assertThat(fixture.checkout(entry(sshd.url(repository.directory()))).commit())
                    .as(sshd.log())
                    .isEqualTo(commit);
        }
    }

    @Test
    void keyOfTheAgentOfTheEnvironment() throws Exception {
        try (Sshd sshd = sshd(key("ed25519"))) {
            ProcessBuilder java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SshAgentTest.class.getName(),
                            fixture.directory().toString(),
                            sshd.url(repository.directory()))
                    .redirectErrorStream(true)
                    .redirectOutput(fixture.directory().resolve("output").toFile());
            java.environment().put("SSH_AUTH_SOCK", socket.toString());
            Process process = java.start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }

            assertThat(fixture.directory().resolve("output")).content().isEqualToIgnoringNewLines(commit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "/no/such/agent"})
    void withoutAgentTheKeyIsNamed(String named) throws Exception {
        Files.writeString(ssh.resolve("config"), "IdentityAgent " + named + "\n");
        try (Sshd sshd = sshd(key("ed25519"))) {
            CheckoutFailure failure = catchThrowableOfType(
                    CheckoutFailure.class, () -> fixture.checkout(entry(sshd.url(repository.directory()))));

            assertThat(failure.line()).startsWith("ORKA-GIT-03").contains("~/.ssh/id_ed25519 has a passphrase");
        }
    }

    @Test
    void agentThatDoesNotAnswerIsLeftAtTheDeadline() throws Exception {
        Path silent = fixture.directory().resolve("silent.sock");
        Files.writeString(ssh.resolve("config"), "IdentityAgent " + silent + "\n");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                Sshd sshd = sshd(key("ed25519"))) {
            listening.bind(UnixDomainSocketAddress.of(silent));
            GitCheckouts checkouts =
                    fixture.checkouts(Credentials.none(), Duration.ofSeconds(3), CheckoutFixture.LIMITS);

            CheckoutFailure failure = catchThrowableOfType(
                    CheckoutFailure.class,
                    () -> checkouts.checkout(entry(sshd.url(repository.directory())), null, CheckoutFixture.SILENT));

            assertThat(failure.line()).startsWith("ORKA-GIT-05");
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("orka-fetch-"));
        }
    }
}
