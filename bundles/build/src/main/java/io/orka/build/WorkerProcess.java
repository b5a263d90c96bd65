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

/** The host's side of one worker: its process, the socket to it, and all it has started. */
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
     * Starts the process, with what it is to know of the host's system properties, and returns at once.
     *
     * @param directory for the worker alone; removed with it
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

    /** Waits until the worker is there. */
    void connect() throws IOException {
        if (wire == null) {
            wire = new Wire(server.accept());
            stopListening();
            Files.deleteIfExists(directory.resolve("arguments"));
        }
    }

    /** Runs one job; an {@link IOException} means that the worker is lost, or the calling thread was interrupted. */
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
                        + ". The next build runs in another process\n");
            } else if (message instanceof Message.Build) {
                throw new IOException("the worker wants a build itself");
            } else {
                return message;
            }
        }
    }

    /** Ends what a build has left running. */
    void endChildren() {
        tree.endChildren();
    }

    /** Ends the worker because its time is over; any thread. */
    void expire() {
        expired = true;
        tree.end();
    }

    boolean wasConnected() {
        return wire != null;
    }

    /** Whether its last build has left in it what could disturb the next one. */
    boolean isSpoiled() {
        return spoiled;
    }

    boolean isExpired() {
        return expired;
    }

    boolean isAlive() {
        return !expired && process.isAlive();
    }

    /** Whether its files are there and the SDK that it compiles against: others may have cleaned up. */
    boolean hasFiles() {
        return Files.isDirectory(directory) && Files.exists(sdk.jar());
    }

    /** How a worker that is no more came to its end, in words. */
    String end() {
        int code = process.exitValue();
        if (code == OUT_OF_MEMORY) {
            return "it ran out of memory";
        }
        return code > SIGNAL ? "it was killed by signal " + (code - SIGNAL) : "it exited with code " + code;
    }

    /** Ends the worker with all it has started and returns when they are gone; may be called again. */
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
            log.warn("{} cannot be removed: {}", directory, e.toString());
        }
    }

    private void stopListening() {
        try {
            server.close();
        } catch (IOException e) {
            log.debug("the socket of a worker cannot be closed", e);
        }
    }

    /** What native children print goes past the socket; it is read here, so that nobody ever waits for a full pipe. */
    private void readOutput() {
        char[] buffer = new char[1 << 13];
        try (Reader reader = new InputStreamReader(process.getInputStream(), UTF_8)) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                output.append(new String(buffer, 0, length));
            }
        } catch (IOException e) {
            log.debug("the output of a worker ended", e);
        } finally {
            // Nobody waits any longer for a process that ended before it connected.
            stopListening();
        }
    }
}
