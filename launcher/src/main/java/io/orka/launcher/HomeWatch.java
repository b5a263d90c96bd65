package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every two seconds the files that a running host needs in its home directory. Deleted files are recreated. If
 * the lock file was deleted or replaced, the home may belong to another host. Then an error is logged and no file is
 * recreated. When changes become possible again, the rejected changes are started.
 */
final class HomeWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HomeWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final HostLock lock;
    private final Runnable changes;
    private final List<Mend> mends;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String refusal = "";
    private String failure = "";

    /** Recreates a deleted file. */
    @FunctionalInterface
    interface Mend {
        void ifGone() throws IOException;
    }

    private HomeWatch(HostLock lock, Runnable changes, List<Mend> mends) {
        this.lock = requireNonNull(lock, "lock is null");
        this.changes = requireNonNull(changes, "changes is null");
        this.mends = List.copyOf(mends);
    }

    static HomeWatch begin(HostLock lock, Runnable changes, Mend... mends) {
        HomeWatch watch = new HomeWatch(lock, changes, List.of(mends));
        DaemonThreads.create("orka-home-watch", watch::watch).start();
        return watch;
    }

    /** Runs a task if a file is missing. */
    static Mend ifGone(Path path, Mend task) {
        return () -> {
            if (!Files.exists(path)) {
                task.ifGone();
                LOG.warn("{} was deleted; recreating it", path);
            }
        };
    }

    private void watch() {
        while (isOpen()) {
            try {
                look();
            } catch (RuntimeException | Error e) { // such as a lack of memory: the next check may succeed
                failed(e);
            }
        }
    }

    /** Waits for the next check; an interrupt ends the wait. Returns whether the watch is open. */
    private boolean isOpen() {
        try {
            return !closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return closed.getCount() > 0;
        }
    }

    private void look() {
        Optional<HostFailure> found = lock.refusal();
        String code = found.map(HostFailure::code).orElse("");
        if (!code.equals(refusal)) {
            refusal = code;
            if (found.isPresent()) {
                LOG.error(found.get().line());
            } else {
                LOG.info("This host makes changes again");
                begin();
            }
        }
        if (lock.isKept()) {
            mends.forEach(this::mend);
        }
    }

    private void begin() {
        try {
            changes.run();
        } catch (OrkaFailure e) {
            LOG.error("This host makes no changes; active plugins stay active. {}", e.line());
        }
    }

    private void mend(Mend mend) {
        try {
            mend.ifGone();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        if (!failure.equals(e.toString())) {
            failure = e.toString();
            LOG.warn("Cannot recreate deleted files of the home directory yet: {}", failure);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
