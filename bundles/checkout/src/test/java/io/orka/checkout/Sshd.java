package io.orka.checkout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real OpenSSH server on loopback that accepts one user's keys. */
final class Sshd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final int port;
    private final LoopbackProcess process;

    private Sshd(int port, LoopbackProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param directory the directory for the server's files; created by this method
     * @param hostKeys the private keys of the host
     * @param authorized the content of {@code authorized_keys}
     * @param settings additional lines of {@code sshd_config}
     */
    static Sshd start(Path directory, List<Path> hostKeys, String authorized, String... settings) throws Exception {
        Program.needed(PROGRAM);
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("authorized_keys"), authorized);
        int port = LoopbackProcess.freePort();
        List<String> lines = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin yes",
                "LogLevel VERBOSE"));
        hostKeys.forEach(key -> lines.add("HostKey " + key));
        lines.addAll(List.of(settings));
        Path configuration = Files.write(directory.resolve("sshd_config"), lines);
        return new Sshd(
                port,
                LoopbackProcess.start(
                        List.of(PROGRAM.toString(), "-D", "-e", "-f", configuration.toString()), directory, port));
    }

    int port() {
        return port;
    }

    /** Returns the name of this server in {@code known_hosts}. */
    String knownName() {
        return "[127.0.0.1]:" + port;
    }

    String url(Path repository) {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository;
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
