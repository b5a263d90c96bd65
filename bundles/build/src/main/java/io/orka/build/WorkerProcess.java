package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.orka.build.worker.FreshDirectory;
import io.orka.build.worker.Message;
import io.orka.build.worker.ProcessTree;
import io.orka.build.worker.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's side of one worker: its process, its socket, and its descendants. */
final class WorkerProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int OUT_OF_MEMORY = 3;
    private static final int SIGNAL = 128;

    private final Path directory;
    private final SdkJar sdk;
    private final ServerSocketChannel server;
    private final Process process;
    private final ProcessTree tree;
    private volatile BuildLog output;
    private volatile boolean expired;
    private @Nullable Wire wire;
    private boolean spoiled;

    private WorkerProcess(
            Path directory, SdkJar sdk, ServerSocketChannel server, Process process, String marker, BuildLog output) {
        this.directory = directory;
        this.sdk = sdk;
        this.server = server;
        this.process = process;
        this.tree = new ProcessTree(process.toHandle(), marker);
        this.output = output;
    }

    /**
     * Starts the process with some of the host's system properties, and returns immediately.
     *
     * @param directory the directory that only this worker uses; removed when the worker is closed
     */
    static WorkerProcess launch(
            BuildTools tools,
            ProjectJvm jvm,
            SdkJar sdk,
            Properties host,
            String marker,
            Path directory,
            BuildLog output)
            throws IOException {
        Path socket = directory.resolve("socket");
        ServerSocketChannel server = null;
        Process process = null;
        boolean launched = false;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
            ProcessBuilder command = new ProcessBuilder(WorkerCommand.write(tools, jvm, sdk, directory, socket, host))
                    .directory(requireNonNullElse(jvm.directory(), directory).toFile())
                    .redirectErrorStream(true);
            command.environment().clear();
            command.environment().putAll(WorkerEnvironment.of(System.getenv(), tools, marker));
            process = command.start();
            WorkerProcess worker = new WorkerProcess(directory, sdk, server, process, marker, output);
            process.getOutputStream().close();
            DaemonThreads.create("orka-build-output", worker::readOutput).start();
            launched = true;
            return worker;
        } finally {
            if (!launched) {
                giveUp(directory, server, process);
            }
        }
    }

    private static void giveUp(Path directory, @Nullable ServerSocketChannel server, @Nullable Process process)
            throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
        if (server != null) {
            server.close();
        }
        FreshDirectory.remove(directory);
    }

    /** Waits until the worker has connected. */
    void connect() throws IOException {
        if (wire == null) {
            wire = new Wire(server.accept());
            stopListening();
            Files.deleteIfExists(directory.resolve("arguments"));
        }
    }

    /** Runs one job. Throws an {@link IOException} if the worker is lost or the calling thread was interrupted. */
    Message run(Message.Build job, BuildLog buildLog, BuildProgress progress) throws IOException {
        output = buildLog;
        Wire connected = requireNonNull(wire, "not connected");
        connected.send(job);
        while (true) {
            Message message = connected.receive();
            if (message == null) {
                throw new EOFException("the worker has ended");
            } else if (message instanceof Message.Output text) {
                buildLog.append(text.text());
            } else if (message instanceof Message.Step step) {
                progress.update(step.phase());
            } else if (message instanceof Message.Left left) {
                spoiled = true;
                buildLog.append("[WARNING] This build left behind: " + String.join(", ", left.what())
                        + ". The next build runs in another worker\n");
            } else if (message instanceof Message.Build) {
                throw new IOException("the worker sent an invalid message");
            } else {
                return message;
            }
        }
    }

    /** Kills the processes that a build has left running. */
    void endChildren() {
        tree.endChildren();
    }

    /** Kills the worker after its timeout. Safe for use by multiple threads. */
    void expire() {
        expired = true;
        tree.end();
    }

    boolean wasConnected() {
        return wire != null;
    }

    /** Returns whether the last build has left threads or settings in the worker that could disturb the next build. */
    boolean isSpoiled() {
        return spoiled;
    }

    boolean isExpired() {
        return expired;
    }

    boolean isAlive() {
        return !expired && process.isAlive();
    }

    /** Returns whether the worker's directory and the SDK still exist, since other programs may have deleted them. */
    boolean hasFiles() {
        return Files.isDirectory(directory) && Files.exists(sdk.jar());
    }

    /** Describes how the worker ended. */
    String end() {
        int code = process.exitValue();
        if (code == OUT_OF_MEMORY) {
            return "it ran out of memory";
        }
        return code > SIGNAL ? "it was killed by signal " + (code - SIGNAL) : "it exited with code " + code;
    }

    /** Kills the worker with all its descendants and waits for their exit. May be called again. */
    @Override
    public void close() {
        tree.end();
        stopListening();
        try {
            if (wire != null) {
                wire.close();
            }
            FreshDirectory.remove(directory);
        } catch (IOException e) {
            log.warn("Could not delete {}: {}", directory, e.toString());
        }
    }

    private void stopListening() {
        try {
            server.close();
        } catch (IOException e) {
            log.debug("Could not close the socket of a worker", e);
        }
    }

    /**
     * Reads the output of native child processes, which bypasses the socket, so that they never block on a full pipe.
     */
    private void readOutput() {
        char[] buffer = new char[1 << 13];
        try (Reader reader = new InputStreamReader(process.getInputStream(), UTF_8)) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                output.append(new String(buffer, 0, length));
            }
        } catch (IOException e) {
            log.debug("The output of a worker ended", e);
        } finally {
            // If the process ended before it connected, this ends the wait for the connection.
            stopListening();
        }
    }
}
