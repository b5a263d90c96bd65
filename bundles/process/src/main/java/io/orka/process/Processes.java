package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared resources of the processes of one host: sockets, logs, and the heartbeat timer.
 *
 * <p>Safe for use by multiple threads.
 */
public final class Processes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration LAST_LINES = Duration.ofSeconds(5);
    private static final Duration START_DEADLINE = Duration.ofSeconds(20);

    /** The parent of the sockets' directory if the home's path is too long. */
    private static final Path TEMPORARY = Path.of("/tmp");

    /**
     * The maximum length of the parent's path, since the whole path of a socket is limited to about a hundred bytes.
     */
    private static final int LONGEST_PARENT = 60;

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final Path logDirectory;
    private final UUID host;
    private final ProcessMark mark;
    private final UserPrincipal owner;
    private final AtomicInteger started =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());
    private final Duration heartbeat;
    private final Duration startDeadline;
    private final LargeCalls large;
    private @Nullable Starter starter;
    private final Map<Path, PluginOutput> logs = new ConcurrentHashMap<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(DaemonThreads.named("orka-process-log"));
    private final ScheduledExecutorService clock =
            Executors.newScheduledThreadPool(2, DaemonThreads.named("orka-process-clock"));

    /**
     * Creates an instance, and kills the processes that a killed host has left. A process has 20 seconds to become
     * ready, is pinged every second, and is killed after three missed replies.
     *
     * @param directory the directory of sockets and working directories, which only this object uses; created if absent
     * @param logDirectory the directory of the output logs, {@code <name>.log}; created if absent
     * @throws ProcessFailure when the directory cannot be used
     */
    public Processes(Path directory, Path logDirectory) {
        this(directory, logDirectory, HEARTBEAT, START_DEADLINE, LargeCalls.ofHeap());
    }

    Processes(Path directory, Path logDirectory, Duration heartbeat, Duration startDeadline, LargeCalls large) {
        this.large = requireNonNull(large, "large is null");
        this.directory =
                requireNonNull(directory, "directory is null").toAbsolutePath().normalize();
        this.logDirectory = requireNonNull(logDirectory, "logDirectory is null").toAbsolutePath();
        this.heartbeat = requireNonNull(heartbeat, "heartbeat is null");
        this.startDeadline = requireNonNull(startDeadline, "startDeadline is null");
        try {
            this.host = host(this.directory.resolveSibling("process.id"));
            this.mark = ProcessMark.ofHost(host);
            mark.endAll();
            ChildProcess.remove(this.directory);
            this.owner = Files.getOwner(this.directory.resolveSibling("process.id"));
            sweepTemporary();
            Files.createDirectories(this.directory, OWNER_ONLY);
        } catch (IOException e) {
            throw ProcessFailure.cannotStart("cannot use " + this.directory + ": " + e.getMessage(), e);
        }
    }

    private String temporaryPrefix() {
        return "orka-" + host + "-";
    }

    /** Deletes the directories that killed processes of this host have left. */
    private void sweepTemporary() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(TEMPORARY, temporaryPrefix() + "*")) {
            for (Path each : left) {
                if (Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    ChildProcess.remove(each);
                }
            }
        }
    }

    /**
     * Returns the persistent id by which this host finds its processes after a restart. The id is random, since several
     * hosts may find each other's processes. The id also depends on the path, since a host may run next to a copy of
     * its files.
     */
    private static UUID host(Path file) throws IOException {
        String chosen = Files.exists(file) ? Files.readString(file) : "";
        if (!chosen.matches("[0-9a-f-]{36}")) {
            chosen = UUID.randomUUID().toString();
            Files.createDirectories(file.resolveSibling(""), OWNER_ONLY);
            Files.writeString(file, chosen);
        }
        return UUID.nameUUIDFromBytes((chosen + file.toRealPath()).getBytes(UTF_8));
    }

    /**
     * Starts a process and waits until it is ready for calls.
     *
     * @param spec the process to start
     * @return the plugin, which the caller must close
     * @throws ProcessFailure when the process ends or is not ready in time
     */
    public ProcessPlugin start(LaunchSpec spec) {
        return ProcessPlugin.start(spec, this);
    }

    /**
     * Returns the path of the file for a crash report.
     *
     * @param logName the log's file name without {@code .log}
     * @return a file next to the log
     */
    public Path crashReport(String logName) {
        return logDirectory.resolve(logName + ".crash.log");
    }

    Duration heartbeat() {
        return heartbeat;
    }

    Duration startDeadline() {
        return startDeadline;
    }

    LargeCalls large() {
        return large;
    }

    /** Returns the starter. The programs are searched lazily, since the search takes time. */
    synchronized Starter starter() {
        Starter known = starter;
        if (known == null) {
            known = Starter.find();
            starter = known;
        }
        return known;
    }

    ScheduledExecutorService clock() {
        return clock;
    }

    PluginOutput log(LaunchSpec spec) {
        return logOf(spec.logName());
    }

    /**
     * Returns the log of a plugin's output, which the plugin's processes and this JVM share.
     *
     * @param plugin the plugin's key
     * @return the shared instance
     */
    public PluginOutput log(String plugin) {
        return logOf(PluginKey.parse(plugin).directoryName());
    }

    private PluginOutput logOf(String logName) {
        return logs.computeIfAbsent(
                logDirectory.resolve(logName + ".log"), file -> new PluginOutput(file, writer, System::nanoTime));
    }

    /** Returns the mark of all processes of this host. */
    ProcessMark mark() {
        return mark;
    }

    ProcessMark freshMark() {
        return mark.fresh(started.getAndIncrement());
    }

    /** Creates a new directory that only its owner can enter. */
    Path freshDirectory() throws IOException {
        boolean fits = directory.toString().getBytes(UTF_8).length < LONGEST_PARENT;
        return fits
                ? Files.createTempDirectory(Files.createDirectories(directory, OWNER_ONLY), "p", OWNER_ONLY)
                : Files.createTempDirectory(TEMPORARY, temporaryPrefix(), OWNER_ONLY);
    }

    /** Kills all processes that are still running. */
    @Override
    public void close() {
        clock.shutdownNow();
        mark.endAll();
        try {
            ChildProcess.remove(directory);
            sweepTemporary();
        } catch (IOException e) {
            LOG.warn("Could not delete {}: {}", directory, e.toString());
        }
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The last output of plugins' processes was not written: the disk is too slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
