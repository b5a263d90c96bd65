package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.deploy.EngineFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects code of engine bundles, such as a service listener, that blocks the lifecycle thread, and finds the owner of
 * the code.
 *
 * <p>While a task runs, this object checks the thread's stack every {@value #LOOK_MILLIS} ms. If every check of one
 * task finds code of the same owner for {@value #LONGEST_MILLIS} ms, this code blocks the thread. A task that ends
 * before the first check costs two counter updates.
 */
final class LifecycleWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleWatch.class);
    private static final int LOOK_MILLIS = 250;
    private static final int LONGEST_MILLIS = 1_000;

    /** The code that was found in a task. */
    private record Seen(long task, EngineFrame code, Instant since, long nanos) {}

    private final Function<StackTraceElement[], Optional<EngineFrame>> engineCode;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("orka-lifecycle-watch"));

    /** The number of beginnings and ends of tasks, which is odd while a task runs. */
    private final AtomicLong count = new AtomicLong();

    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Blocker blocker;
    private @Nullable Seen seen; // confined to the timer thread

    /** @param engineCode finds code of engine bundles in a stack */
    LifecycleWatch(Function<StackTraceElement[], Optional<EngineFrame>> engineCode) {
        this.engineCode = requireNonNull(engineCode, "engineCode is null");
    }

    /** Records that a task begins in this thread. */
    void begins() {
        thread = Thread.currentThread();
        count.incrementAndGet();
        if (!looking.get() && looking.compareAndSet(false, true)) {
            lookLater();
        }
    }

    /** Records that the task ends. */
    void ends() {
        count.incrementAndGet();
    }

    /** Returns the code that has blocked the thread for at least a second. */
    Optional<Blocker> blocker() {
        return Optional.ofNullable(blocker);
    }

    private void lookLater() {
        try {
            Future<?> unused = timer.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("The host is stopping; the watch ends", e);
        }
    }

    private void look() {
        long task = count.get();
        if (isIdle(task)) {
            saw(null);
            looking.set(false);
            if (isIdle(count.get()) || !looking.compareAndSet(false, true)) {
                return; // otherwise a task has just begun and needs this check
            }
        } else {
            saw(code(task));
        }
        lookLater();
    }

    private static boolean isIdle(long count) {
        return count % 2 == 0;
    }

    private @Nullable Seen code(long task) {
        try {
            Optional<EngineFrame> code = engineCode.apply(requireNonNull(thread).getStackTrace());
            return count.get() == task
                    ? code.map(frame -> new Seen(task, frame, Instant.now(), System.nanoTime()))
                            .orElse(null)
                    : null;
        } catch (RuntimeException e) { // the framework may throw while it stops
            LOG.debug("Cannot read the stack of the lifecycle thread", e);
            return null;
        }
    }

    private void saw(@Nullable Seen now) {
        Seen before = seen;
        if (before == null
                || now == null
                || before.task != now.task
                || !before.code.owner().equals(now.code.owner())) {
            seen = now;
            gone();
            return;
        }
        Blocker blocks = new Blocker(now.code.owner(), now.code.line(), before.since);
        if (blocker != null) {
            blocker = blocks;
        } else if (now.nanos - before.nanos >= TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS)) {
            LOG.warn(blocks.line(now.since));
            blocker = blocks;
        }
    }

    private void gone() {
        Blocker last = blocker;
        if (last != null) {
            LOG.warn(PluginsFailure.listenerReturned(last, Duration.between(last.since(), Instant.now())));
            blocker = null;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
