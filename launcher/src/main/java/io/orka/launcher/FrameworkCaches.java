package io.orka.launcher;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The framework cache of this run of a host, and the caches of earlier runs, which are not used again.
 *
 * <p>Old caches are deleted in the background after this run has lasted for a while, and not at its start or stop.
 * After many deletions, a file system may create files several times slower for a minute or more, and a start creates
 * many files. If earlier runs were too short and left many caches, this run begins to delete caches immediately. A run
 * that never became ready deletes all caches, since a full disk may have stopped the run.
 */
final class FrameworkCaches implements AutoCloseable {

    /** With this many old caches, deletion begins immediately. */
    static final int MANY = 4;

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkCaches.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final Path own;
    private final Duration sweepAfter;
    private final Thread cleanup = DaemonThreads.create("orka-framework-cleanup", this::cleanUp);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean served;

    private FrameworkCaches(Path directory, Duration sweepAfter) {
        this.directory = directory;
        this.own = directory.resolve(UUID.randomUUID().toString());
        this.sweepAfter = sweepAfter;
    }

    /**
     * Chooses the cache of this run.
     *
     * @param directory the directory of all caches, used by one run at a time; may be missing
     * @param sweepAfter the time that this run must last before old caches are deleted
     */
    static FrameworkCaches open(Path directory, Duration sweepAfter) {
        FrameworkCaches caches = new FrameworkCaches(directory, sweepAfter);
        caches.cleanup.start();
        return caches;
    }

    /** Returns the path of the cache of this run. */
    Path own() {
        return own;
    }

    /** Records that this run is ready. Its cache is then left for the next run to delete. */
    void served() {
        served = true;
    }

    /** Waits a limited time for a running deletion; deletes all caches if this run never became ready. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        cleanup.join(PATIENCE.toMillis());
        if (!served) {
            deleteOrGoOn(own);
            earlier().forEach(FrameworkCaches::deleteOrGoOn);
        }
    }

    private void cleanUp() {
        List<Path> earlier = earlier();
        try {
            if (earlier.size() < MANY && closed.await(sweepAfter.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        for (Path life : earlier) {
            deleteOrGoOn(life);
            if (closed.getCount() == 0) {
                return;
            }
        }
    }

    private List<Path> earlier() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> lives = Files.list(directory)) {
            return lives.filter(life -> !life.equals(own)).toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Could not delete old framework caches: {}", e.toString());
            return List.of();
        }
    }

    private static void deleteOrGoOn(Path life) {
        try {
            DirectoryTree.remove(life, Failpoint.RUN_SWEEP);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Could not delete {}: {}", life, e.toString());
        }
    }
}
