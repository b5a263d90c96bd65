package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's archive of the classes that a start loads, which makes the next start about twice as fast (JEP 350, and JEP
 * 514 from Java 25 on). The start script uses it where there is one, and else says in {@code orka.archive} how its name
 * begins: by what it depends on, the JVM and the jars of the class path. Then the first host makes it, in the background, by
 * a {@link TrainingRun}.
 *
 * <p>Nothing depends on it: where it cannot be made, starts are slower, and nobody is told but the log, at debug level.
 * Two hosts may make it at the same time: it is written beside its place and renamed, as a {@link SealedArchive}. Since a
 * JVM trusts what it finds in it, it is made only in a directory that its owner alone can enter.
 */
final class StartArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartArchive.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    /** Those of JVMs and Orkas that were replaced; one that is still used is made anew. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** A host was killed while it made one. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final String MAKING = "making-";
    private static final Duration CLEARED = Duration.ofSeconds(2);
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private final Path prefix;
    private final Thread thread = new Thread(this::makeOrGoOn, "orka-start-archive");
    private @Nullable Process rehearsal;
    private boolean closed;

    private StartArchive(Path prefix) {
        this.prefix = prefix;
    }

    /** Begins to make the archive if there is none, and returns at once. */
    static StartArchive begin() {
        String wanted = System.getProperty("orka.archive", "");
        StartArchive making = new StartArchive(Path.of(wanted).toAbsolutePath());
        if (!wanted.isEmpty()) {
            making.thread.setDaemon(true);
            making.thread.start();
        }
        return making;
    }

    private static String suffix() {
        return hasAotCache() ? ".aot" : ".jsa";
    }

    private static boolean hasAotCache() {
        return Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
    }

    /** Returns when it is made, or cannot be made. */
    void await() throws InterruptedException {
        thread.join();
    }

    private void makeOrGoOn() {
        try {
            make();
        } catch (IOException | RuntimeException e) {
            LOG.debug("There is no archive of the start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() throws IOException, InterruptedException {
        Path directory = requireNonNull(prefix.getParent());
        prepare(directory);
        Path workshop = workshop(directory);
        try {
            Path made = workshop.resolve("archive");
            Process process = begin(workshop, made);
            if (process != null
                    && process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    && process.exitValue() == 0) {
                SealedArchive.put(made, prefix, suffix());
            }
        } finally {
            end();
            DirectoryTree.remove(workshop, Failpoint.STAGING_DELETE);
        }
    }

    /** Answers nothing if the host has ended. */
    private synchronized @Nullable Process begin(Path workshop, Path made) throws IOException {
        if (!closed) {
            ProcessBuilder builder = new ProcessBuilder(command(workshop, made))
                    .directory(workshop.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            rehearsal = builder.start();
        }
        return rehearsal;
    }

    private static List<String> command(Path workshop, Path made) {
        return List.of(
                "nice",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:" + (hasAotCache() ? "AOTCacheOutput=" : "ArchiveClassesAtExit=") + made,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dorka.distribution=" + Distribution.find().directory(),
                "-Djava.io.tmpdir=" + workshop,
                "-cp",
                System.getProperty("java.class.path"), // an archive serves one class path only
                TrainingRun.class.getName(),
                workshop.toString());
    }

    /** Makes the directory of archives, or sees that nobody else can enter it, and tidies it up. */
    static void prepare(Path directory) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        if (!isOwners(directory)) {
            throw new IOException(directory + " can be entered by others");
        }
        deleteOld(directory);
    }

    /** Whether this user alone can enter a directory. */
    static boolean isOwners(Path directory) {
        try {
            return Files.getPosixFilePermissions(directory).equals(EnumSet.copyOf(OWNER_ONLY))
                    && Files.isWritable(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** A new directory inside that of archives, to make one in. */
    static Path workshop(Path directory) throws IOException {
        return Files.createTempDirectory(directory, MAKING);
    }

    private static void deleteOld(Path directory) throws IOException {
        Instant now = Instant.now();
        List<Path> entries;
        try (Stream<Path> children = Files.list(directory)) {
            entries = children.toList();
        }
        for (Path entry : entries) {
            Duration kept = entry.getFileName().toString().startsWith(MAKING) ? ABANDONED : KEPT;
            try {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(kept))) {
                    DirectoryTree.remove(entry, Failpoint.RUN_SWEEP);
                }
            } catch (IOException e) { // another host sweeps as well
                LOG.debug("{} stays", entry, e);
            }
        }
    }

    private synchronized void end() {
        if (rehearsal != null) {
            // From Java 25 on it has the archive written by a process of its own.
            rehearsal.descendants().forEach(ProcessHandle::destroyForcibly);
            rehearsal.destroyForcibly();
        }
    }

    /** Ends the making, if it is not done, and waits for a moment until nothing of it is left. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            end();
        }
        thread.join(CLEARED.toMillis());
    }
}
