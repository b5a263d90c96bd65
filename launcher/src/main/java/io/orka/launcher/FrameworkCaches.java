package io.orka.launcher;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
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
 * <p>They are deleted when this life has served for a while, neither at its begin nor at its end: for a minute or more
 * after many files were deleted, a file system may take several times as long to make new ones, and a start makes many.
 * Only those of lives that were all too short, one after the other, are deleted first, and all where the framework does
 * not start: the disk may be full.
 */
final class FrameworkCaches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkCaches.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHORT_LIVES = 16;

    private final Path directory;
    private final Path own;
    private final Duration served;
    private final Thread sweeping = new Thread(this::sweepLater, "orka-framework-sweep");
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Chooses this life's place.
     *
     * @param directory of the caches of all lives; belongs to one life at a time, need not exist
     * @param served how long this life is to have served before those of others are deleted
     */
    FrameworkCaches(Path directory, Duration served) {
        this.directory = directory;
        this.served = served;
        this.own = directory.resolve(UUID.randomUUID().toString());
        sweeping.setDaemon(true);
        if (earlier().size() >= SHORT_LIVES) {
            deleteEarlier();
        }
    }

    /** Where this life's is to be made. */
    Path own() {
        return own;
    }

    /** This life serves from now on: those of earlier ones are deleted in the background when it is time; to be called once. */
    void serves() {
        sweeping.start();
    }

    /** Deletes all there are, since there is no framework. */
    void deleteAll() {
        deleteEarlier();
        deleteOrGoOn(own);
    }

    private List<Path> earlier() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !entry.equals(own)).toList();
        } catch (IOException e) {
            LOG.warn("What the framework cached before stays: {}", e.toString());
            return List.of();
        }
    }

    private void sweepLater() {
        try {
            if (!closed.await(served.toMillis(), TimeUnit.MILLISECONDS)) {
                deleteEarlier();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteEarlier() {
        for (Path entry : earlier()) {
            if (closed.getCount() == 0) {
                return;
            }
            deleteOrGoOn(entry);
        }
    }

    private static void deleteOrGoOn(Path entry) {
        try {
            DirectoryTree.remove(entry, Failpoint.RUN_SWEEP);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} stays: {}", entry, e.toString());
        }
    }

    /** Waits for the end of what is being deleted just now, but not for long. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        sweeping.join(PATIENCE.toMillis());
    }
}
