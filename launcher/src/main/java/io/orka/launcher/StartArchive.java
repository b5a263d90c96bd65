package io.orka.launcher;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's archive of the classes that a start loads, which makes the next start about twice as fast (JEP 350, and JEP
 * 514 from Java 25 on). The start script uses the archive if it exists. Otherwise, the script passes the beginning of
 * the name of the archive in {@code orka.archive}. The name contains a checksum of the JVM and the jars of the class
 * path. The first host then creates the archive in the background, with a {@link TrainingRun}.
 *
 * <p>The archive is optional: if it cannot be created, starts are slower, which is logged at debug level only. Two
 * hosts may create the archive at the same time: each host writes it to a staging directory and renames it, as a
 * {@link SealedArchive}.
 */
final class StartArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartArchive.class);
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration CLEARED = Duration.ofSeconds(2);
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private final Path prefix;
    private final Thread thread = DaemonThreads.create("orka-start-archive", this::makeOrGoOn);
    private @Nullable Process trainingRun;
    private boolean closed;

    private StartArchive(Path prefix) {
        this.prefix = prefix;
    }

    /** Begins to create a missing archive, and returns immediately. */
    static StartArchive begin() {
        String wanted = System.getProperty("orka.archive", "");
        StartArchive making = new StartArchive(Path.of(wanted).toAbsolutePath());
        if (!wanted.isEmpty()) {
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

    /** Returns when the archive is complete or has failed. */
    void await() throws InterruptedException {
        thread.join();
    }

    private void makeOrGoOn() {
        try {
            make();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Could not create the archive of the start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() throws IOException, InterruptedException {
        ArchiveDirectory archives = ArchiveDirectory.of(prefix);
        archives.prepare();
        Path stagingDirectory = archives.newStagingDirectory();
        try {
            Path made = stagingDirectory.resolve("archive");
            Process process = begin(stagingDirectory, made);
            if (process != null
                    && process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    && process.exitValue() == 0) {
                SealedArchive.put(made, prefix, suffix());
            }
        } finally {
            end();
            DirectoryTree.remove(stagingDirectory, Failpoint.STAGING_DELETE);
        }
    }

    /** Starts the training run; returns {@code null} if the host has ended. */
    private synchronized @Nullable Process begin(Path stagingDirectory, Path made) throws IOException {
        if (!closed) {
            ProcessBuilder builder = new ProcessBuilder(command(stagingDirectory, made))
                    .directory(stagingDirectory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            trainingRun = builder.start();
        }
        return trainingRun;
    }

    private static List<String> command(Path stagingDirectory, Path made) {
        return List.of(
                "nice",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:" + (hasAotCache() ? "AOTCacheOutput=" : "ArchiveClassesAtExit=") + made,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dorka.distribution=" + Distribution.find().directory(),
                "-Djava.io.tmpdir=" + stagingDirectory,
                "-cp",
                System.getProperty("java.class.path"), // an archive is valid for one class path only
                TrainingRun.class.getName(),
                stagingDirectory.toString());
    }

    private synchronized void end() {
        if (trainingRun != null) {
            // From Java 25 on, a child process of the training run writes the archive.
            trainingRun.descendants().forEach(ProcessHandle::destroyForcibly);
            trainingRun.destroyForcibly();
        }
    }

    /** Kills an unfinished training run, and waits up to 2 s until its files are deleted. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            end();
        }
        thread.join(CLEARED.toMillis());
    }
}
