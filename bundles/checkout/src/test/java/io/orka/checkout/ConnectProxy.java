package io.orka.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A real HTTP proxy on loopback. */
final class ConnectProxy implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/tinyproxy");

    private final int port;
    private final Path log;
    private final LoopbackProcess process;

    private ConnectProxy(int port, Path log, LoopbackProcess process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a proxy.
     *
     * @param directory the directory for the proxy's files; created by this method
     * @param settings additional lines of its configuration
     */
    static ConnectProxy start(Path directory, String... settings) throws Exception {
        Program.needed(PROGRAM);
        Files.createDirectories(directory);
        int port = LoopbackProcess.freePort();
        Path log = directory.resolve("log");
        Path configuration = Files.writeString(
                directory.resolve("tinyproxy.conf"), """
                Port %d
                Listen 127.0.0.1
                Timeout 60
                LogFile "%s"
                LogLevel Connect
                MaxClients 20
                %s
                """.formatted(port, log, String.join("\n", settings)));
        return new ConnectProxy(
                port,
                log,
                LoopbackProcess.start(
                        List.of(PROGRAM.toString(), "-d", "-c", configuration.toString()), directory, port));
    }

    int port() {
        return port;
    }

    /** Returns the log of the requests. */
    String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Returns how many CONNECT requests were refused, as those without a login are. */
    long refused() throws IOException {
        return count("Request \\(file descriptor [0-9]+\\): CONNECT ") - count("Established connection to host ");
    }

    private long count(String words) throws IOException {
        return Pattern.compile(words).matcher(log()).results().count();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
