package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that listens on loopback. */
final class LoopbackProcess implements AutoCloseable {

    private static final int TRIES = 400;

    private final Process process;
    private final Path output;

    private LoopbackProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts the program and returns when it listens. */
    static LoopbackProcess start(List<String> command, Path directory, int port) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        LoopbackProcess started = new LoopbackProcess(process, output);
        for (int i = 0; i < TRIES; i++) {
            assertThat(process.isAlive())
                    .as(() -> command + ": " + started.log())
                    .isTrue();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return started;
            } catch (IOException notYet) {
                process.waitFor(25, TimeUnit.MILLISECONDS);
            }
        }
        started.close();
        throw new AssertionError(command + " does not listen: " + started.log());
    }

    String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
