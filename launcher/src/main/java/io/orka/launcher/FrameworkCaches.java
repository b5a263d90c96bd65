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
 * The cache of the framework in this life of a host, and what is left of those of earlier lives, which nobody reads again.
 *
 * <p>They are deleted in the background when this life has lasted for a while, neither at its begin nor at its end: for a
 * minute or more after many files were deleted, a file system may take several times as long to make new ones, and a start
 * makes many. Where lives were all too short for that, this one begins at once and deletes at least one. A life that never
 * came to serve leaves nothing: what ended it may be a full disk.
 */
final class FrameworkCaches implements AutoCloseable {

    /** So many of earlier lives are not left to wait. */
    static final int MANY = 4;

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkCaches.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final Path own;
    private final Duration sweepAfter;
    private final Thread sweeping = DaemonThreads.create("orka-framework-sweep", this::sweep);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean served;

    private FrameworkCaches(Path directory, Duration sweepAfter) {
        this.directory = directory;
        this.own = directory.resolve(UUID.randomUUID().toString());
        this.sweepAfter = sweepAfter;
    }

    /**
     * Chooses this life's place.
     *
     * @param directory of the caches of all lives; belongs to one life at a time, need not exist
     * @param sweepAfter how long this life is to last before those of others are deleted
     */
    static FrameworkCaches open(Path directory, Duration sweepAfter) {
        FrameworkCaches caches = new FrameworkCaches(directory, sweepAfter);
        caches.sweeping.start();
        return caches;
    }

    /** Where this life's is to be made. */
    Path own() {
        return own;
    }

    /** This life has come to serve, and leaves its cache to the next one. */
    void served() {
        served = true;
    }

    /** Waits for the end of what is being deleted just now, but not for long; deletes all where this life never served. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        sweeping.join(PATIENCE.toMillis());
        if (!served) {
            deleteOrGoOn(own);
            earlier().forEach(FrameworkCaches::deleteOrGoOn);
        }
    }

    private void sweep() {
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
            LOG.warn("What the framework cached before stays: {}", e.toString());
            return List.of();
        }
    }

    private static void deleteOrGoOn(Path life) {
        try {
            DirectoryTree.remove(life, Failpoint.RUN_SWEEP);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} stays: {}", life, e.toString());
        }
    }
}
