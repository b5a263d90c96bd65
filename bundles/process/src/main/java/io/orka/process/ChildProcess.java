package io.orka.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process with its directory, socket and pipes, and all processes that it has started. */
final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    /**
     * The maximum wait for the exit of a killed process. A process that closed its socket gets a tenth of this time to
     * print a reason.
     */
    private static final Duration LAST_BREATH = Duration.ofSeconds(2);

    private static final String DEBUGGER = "Listening for transport dt_socket at address: ";

    /** The exit code for SIGKILL. */
    private static final int KILLED = 137;

    private final Path directory;
    private final ServerSocketChannel server;
    private final Process process;
    private final ProcessMark mark;
    private final PluginOutput log;
    private final OutputPump errors;
    private final OutputPump output;
    private final Processes processes;
    private final long began = System.nanoTime();
    private volatile @Nullable String debugger;

    private ChildProcess(
            Path directory,
            ServerSocketChannel server,
            Process process,
            ProcessMark mark,
            PluginOutput log,
            Processes processes) {
        this.directory = directory;
        this.server = server;
        this.process = process;
        this.mark = mark;
        this.log = log;
        this.processes = processes;
        this.errors = OutputPump.start(log, "err", process.getErrorStream(), line -> {});
        this.output = OutputPump.start(log, "out", process.getInputStream(), this::heard);
    }

    /** Reads the debugger port from a line that the JVM prints on standard output. */
    private void heard(String line) {
        if (debugger == null && line.startsWith(DEBUGGER)) {
            debugger = line.replaceFirst(".*[ :]", "");
        }
    }

    /** Returns the port for a debugger, or {@code null} when the process has not printed a port. */
    @Nullable
    String debugger() {
        return debugger;
    }

    static ChildProcess begin(LaunchSpec spec, Processes processes) {
        @Nullable Path directory = null;
        @Nullable ServerSocketChannel server = null;
        try {
            directory = processes.freshDirectory();
            Path socket = directory.resolve("socket");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
            ProcessMark mark = processes.freshMark();
            PluginOutput log = processes.log(spec);
            // The process runs in its own directory, which is removed at the end of the process.
            Path home = Files.createDirectory(directory.resolve("work"));
            MemoryLimit limit = spec.setup().limit();
            List<String> started = processes
                    .starter()
                    .command(spec.command().get(), mark.limitMark(), limit == null ? null : limit.mapped());
            ProcessBuilder command = new ProcessBuilder(started).directory(home.toFile());
            Map<String, String> environment = command.environment();
            environment.clear();
            environment.putAll(ProcessEnvironment.of(
                    System.getenv(), spec.setup(), files(spec.setup(), directory), socket.toString(), mark));
            Process process = command.start();
            process.getOutputStream().close();
            log.hostLine("process " + process.pid() + " started");
            return new ChildProcess(directory, server, process, mark, log, processes);
        } catch (IOException e) {
            closeAll(server, directory);
            throw ProcessFailure.cannotStart(String.valueOf(e.getMessage()), e);
        } catch (ProcessFailure e) {
            closeAll(server, directory);
            throw e;
        }
    }

    private static @Nullable Path files(Setup setup, Path directory) throws IOException {
        Path source = setup.files();
        if (source == null) {
            return null;
        }
        Path copy = directory.resolve("files");
        ReadOnlyCopy.make(source, copy);
        return copy;
    }

    /**
     * Waits until the process has connected. Throws a {@link ProcessFailure} when the process ends or the deadline
     * passes.
     *
     * @param end the deadline, by {@link System#nanoTime}
     */
    SocketChannel connection(long end) throws IOException {
        try (Selector selector = Selector.open()) {
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            CompletableFuture<Process> unused = process.onExit().whenComplete((gone, thrown) -> selector.wakeup());
            while (true) {
                SocketChannel channel = server.accept();
                if (channel != null) {
                    server.close();
                    return channel;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (!process.isAlive()) {
                    LastWords words = lastWords(LAST_BREATH, began);
                    throw ProcessFailure.ended(
                            ExitReason.byItself(process.exitValue(), words).line(), log.file());
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw ProcessFailure.cannotStart("the start was interrupted", null);
                }
                if (left <= 0) {
                    throw ProcessFailure.notReady(processes.startDeadline(), log.file());
                }
                selector.select(left);
            }
        }
    }

    long pid() {
        return process.pid();
    }

    PluginOutput log() {
        return log;
    }

    /**
     * Collects the output of the process. Must be called after the exit of the process.
     *
     * @param timeout the maximum wait for the rest of each stream
     * @param since the start of the unfinished work, by {@link System#nanoTime}
     */
    LastWords lastWords(Duration timeout, long since) {
        errors.awaitEnd(timeout);
        output.awaitEnd(timeout);
        process.destroyForcibly(); // closes the pipes, which another process may keep open
        return LastWords.of(errors.last(), output.last(), since);
    }

    /** Returns the start time of the process, by {@link System#nanoTime}. */
    long began() {
        return began;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Kills the process by its handle, since {@link Process#destroyForcibly} closes the pipes and so loses unread
     * output.
     */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits until the process exits, or the timeout has passed. */
    void awaitExit(Duration timeout) {
        try {
            process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the process and its descendants, removes its files, and returns its exit code. May be called again. */
    int end() {
        // A process that closed its socket is probably exiting, and may still print a reason.
        if (process.isAlive()) {
            awaitExitBriefly();
        }
        kill();
        int code = exitCode();
        mark.endAll();
        closeAll(server, directory);
        return code;
    }

    /**
     * Returns the exit code. A process that cannot exit, for example due to a dead network file system, counts as
     * killed.
     */
    private int exitCode() {
        try {
            return process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : KILLED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return KILLED;
        }
    }

    private void awaitExitBriefly() {
        try {
            process.waitFor(LAST_BREATH.toMillis() / 10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeAll(@Nullable ServerSocketChannel server, @Nullable Path directory) {
        try {
            if (server != null) {
                server.close();
            }
            if (directory != null) {
                remove(directory);
            }
        } catch (IOException e) {
            LOG.warn("Could not delete {}: {}", directory, e.toString());
        }
    }

    /** Removes a directory with its contents. Links are removed, not followed. */
    static void remove(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isWritable(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            try (Stream<Path> entries = Files.list(directory)) {
                for (Path entry : entries.toList()) {
                    remove(entry);
                }
            }
        }
        Files.deleteIfExists(directory);
    }
}
