package io.orka.calls;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that enter and leave one generation, so that its end can be waited for.
 *
 * <p>Why this drains: a caller counts itself in, and only then looks whether the generation still is the one to call; the
 * switch changes the route, and only then reads the counts. All of these are volatile accesses, which happen in one order
 * that everybody sees: the caller steps back, or the switch waits for it. Exits are read before entries, and with acquire
 * what was written with release: whoever sees an exit sees the entry before it. So equal sums mean that every call that had
 * entered had left, and all that these calls did happens before the answer that they have.
 *
 * <p>The counts are spread over lanes, and a thread's number chooses its lane: threads rarely wait for each other's
 * counting. A generation that nobody has called has no lanes.
 */
final class InFlightCounter {

    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    /** A power of two. Threads whose numbers differ by less have lanes of their own. */
    private static final int LANES =
            Math.max(64, 4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    private static final @Nullable CounterStripe[] NONE = new CounterStripe[LANES];

    private volatile @Nullable CounterStripe[] lanes = NONE;

    /**
     * Counts a call of this thread in. The route must be read again afterwards.
     *
     * @return the lane, by which it is counted out, in the same thread
     */
    CounterStripe enter() {
        CounterStripe stripe = stripe();
        stripe.enter();
        return stripe;
    }

    /** Counts in what goes on without its caller and is no call of its own. Only while something else is counted in. */
    void hold() {
        enter().discount();
    }

    /** Counts out what was held; any thread may. */
    void release() {
        stripe().leave();
    }

    @SuppressWarnings("deprecation") // since 19 in favour of threadId, which 17 does not have
    private CounterStripe stripe() {
        int index = (int) Thread.currentThread().getId() & (LANES - 1);
        CounterStripe stripe = lanes[index];
        return stripe == null ? opened(index) : stripe;
    }

    private synchronized CounterStripe opened(int index) {
        if (lanes == NONE) {
            lanes = new CounterStripe[LANES];
        }
        CounterStripe stripe = lanes[index];
        if (stripe == null) {
            stripe = new CounterStripe();
            lanes[index] = stripe;
        }
        return stripe;
    }

    long calls() {
        return Math.max(0, sum(CounterStripe::entered) - sum(CounterStripe::discounted));
    }

    long inFlight() {
        long out = sum(CounterStripe::left);
        return Math.max(0, sum(CounterStripe::entered) - out);
    }

    /** Under the lock under which lanes are made: one that is made after this has no call that is still to be seen. */
    private synchronized long sum(ToLongFunction<CounterStripe> count) {
        long sum = 0;
        for (CounterStripe stripe : lanes) {
            sum += stripe == null ? 0 : count.applyAsLong(stripe);
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
        long out = sum(CounterStripe::left);
        return sum(CounterStripe::entered) == out;
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
