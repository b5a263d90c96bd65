package io.orka.calls;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that enter and leave one generation, so that its end can be waited for.
 *
 * <p>Why this drains: a caller counts itself in, and only then looks whether the generation still is the one to call; the
 * switch changes the route, and only then reads the counts. All of these are volatile accesses, which happen in one order
 * that everybody sees: the caller steps back, or the switch waits for it. Exits are read before entries, so equal sums
 * mean that every call that had entered had left.
 *
 * <p>The counts are spread over lanes, each on cache lines of its own, and a thread's number chooses its lane: threads
 * rarely wait for each other's counting. A generation that nobody has called has none.
 */
final class Traffic {

    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    private static final int LANES =
            Math.max(16, 2 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    /** 128 bytes, since processors fetch cache lines in pairs. The first lane is kept clear of the array's length. */
    private static final int STRIDE = 16;

    private static final int ENTERED = 0;
    private static final int LEFT = 1;
    private static final int TURNED_BACK = 2;

    private volatile @Nullable AtomicLongArray counts;

    /**
     * Counts a call in. The route must be read again afterwards.
     *
     * @return the lane, by which it is counted out
     */
    int enter() {
        int lane = lane();
        AtomicLongArray now = counts;
        (now == null ? open() : now).getAndIncrement(lane + ENTERED);
        return lane;
    }

    /** Counts a call out that ran. */
    void leave(int lane) {
        opened().getAndIncrement(lane + LEFT);
    }

    /** Counts a call out that did not run, since the route had changed. */
    void turnBack(int lane) {
        opened().getAndIncrement(lane + TURNED_BACK);
        leave(lane);
    }

    /** Counts in what goes on without its caller and is no call of its own. Only while something else is counted in. */
    void hold() {
        int lane = enter();
        opened().getAndIncrement(lane + TURNED_BACK);
    }

    /** Counts out what was held; any thread may. */
    void release() {
        leave(lane());
    }

    @SuppressWarnings("deprecation") // since 19 in favour of threadId, which 17 does not have
    private static int lane() {
        return (((int) Thread.currentThread().getId() & (LANES - 1)) + 1) * STRIDE;
    }

    private AtomicLongArray opened() {
        return requireNonNull(counts, "nothing has entered");
    }

    private synchronized AtomicLongArray open() {
        AtomicLongArray opened = counts;
        if (opened == null) {
            opened = new AtomicLongArray((LANES + 2) * STRIDE);
            counts = opened;
        }
        return opened;
    }

    long calls() {
        return Math.max(0, sum(ENTERED) - sum(TURNED_BACK));
    }

    long inFlight() {
        long out = sum(LEFT);
        return Math.max(0, sum(ENTERED) - out);
    }

    private long sum(int count) {
        AtomicLongArray now = counts;
        long sum = 0;
        for (int lane = STRIDE; now != null && lane <= LANES * STRIDE; lane += STRIDE) {
            sum += now.get(lane + count);
        }
        return sum;
    }

    boolean awaitIdle(Duration timeout) {
        long start = System.nanoTime();
        long limit = nanos(timeout);
        long pause = FIRST_PAUSE;
        while (!idle()) {
            long rest = limit - (System.nanoTime() - start);
            if (rest <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, Math.min(pause, rest));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return true;
    }

    private boolean idle() {
        long out = sum(LEFT);
        return sum(ENTERED) == out;
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
