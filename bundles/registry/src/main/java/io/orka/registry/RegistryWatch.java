package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects changes of the registry file's content by polling it on one daemon thread.
 *
 * <p>A missing or unreadable file is treated as different content, so the loss and the return of the file are reported.
 * Several changes between two polls are reported once.
 */
public final class RegistryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

    /** Two writes within the clock tick of a file system can leave the same time stamp. */
    private static final Duration STAMP_SETTLES = Duration.ofSeconds(2);

    private final Path file;
    private final Duration interval;
    private final Runnable changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String stamp = "";
    private String digest = "";

    /**
     * Reads the file and starts to watch for changes.
     *
     * @param file the file, which need not exist
     * @param interval time between two polls; positive
     * @param changed called on the watching thread after each change; exceptions of this action are logged
     */
    public RegistryWatch(Path file, Duration interval, Runnable changed) {
        this.file = requireNonNull(file, "file is null");
        this.interval = requireNonNull(interval, "interval is null");
        this.changed = requireNonNull(changed, "changed is null");
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval is not positive: " + interval);
        }
        look();
        Thread thread = new Thread(this::watch, "orka-registry-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops watching. A running call of the action is neither awaited nor interrupted. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void watch() {
        while (!pause()) {
            try {
                if (look()) {
                    changed.run();
                }
            } catch (Throwable e) { // the next change must be detected even if the action fails
                LOG.error("Applying a change of {} failed", file, e);
            }
        }
    }

    /** Waits for the next poll; returns whether the watch was closed. */
    private boolean pause() {
        try {
            return closed.await(interval.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // An interrupt left by the action; only close() stops this thread.
            return closed.getCount() == 0;
        }
    }

    /** Returns whether the content differs from the last poll. */
    private boolean look() {
        String stampNow = stamp();
        if (!stampNow.isEmpty() && stampNow.equals(stamp)) {
            return false;
        }
        stamp = stampNow;
        String digestNow = digest();
        boolean differs = !digestNow.equals(digest);
        digest = digestNow;
        return differs;
    }

    /** Returns the file's metadata, which avoids reading the file; empty when the metadata is not conclusive. */
    private String stamp() {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            Instant modified = seen.lastModifiedTime().toInstant();
            boolean settled = modified.plus(STAMP_SETTLES).isBefore(Instant.now());
            return settled ? modified + " " + seen.size() + " " + seen.fileKey() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private String digest() {
        try {
            return FileBytes.digest(FileBytes.read(file, RegistryFile.LARGEST));
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }
}
