package io.orka.calls;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls in flight in one generation, so that a switch can wait for the end of these calls.
 *
 * <p>No call is missed: a caller increments the entries first and then checks that the route still leads to the
 * generation. The switch changes the route first and then reads the counts. All four steps are volatile accesses, which
 * have one total order: either the caller reads the new route and leaves, or the switch reads the caller's entry and
 * waits. Exits are written with release, and are read with acquire before the entries: a reader that reads an exit also
 * reads the entry of the same call. So equal sums mean that every call that entered has left, and the actions of these
 * calls happen before the sums are compared.
 *
 * <p>The counts are spread over stripes, and a thread's id selects its stripe, so threads rarely contend for the same
 * stripe. A generation that was never called has no stripes.
 */
final class InFlightCounter {

    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    /** A power of two. Threads use different stripes if their ids differ by less than this number. */
    private static final int STRIPES =
            Math.max(64, 4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    private static final @Nullable CounterStripe[] NONE = new CounterStripe[STRIPES];

    private volatile @Nullable CounterStripe[] stripes = NONE;

    /**
     * Counts the entry of a call in this thread. The caller must read the route again afterwards.
     *
     * @return the stripe on which this thread counts the exit
     */
    CounterStripe enter() {
        CounterStripe stripe = stripe();
        stripe.enter();
        return stripe;
    }

    /**
     * Counts a call that continues after its caller has left, without counting another call. Called only while the
     * caller is counted.
     */
    void hold() {
        enter().discount();
    }

    /** Counts the exit for {@link #hold}. Safe for use by multiple threads. */
    void release() {
        stripe().leave();
    }

    @SuppressWarnings("deprecation") // since JDK 19 in favor of threadId, which JDK 17 does not have
    private CounterStripe stripe() {
        int index = (int) Thread.currentThread().getId() & (STRIPES - 1);
        CounterStripe stripe = stripes[index];
        return stripe == null ? opened(index) : stripe;
    }

    private synchronized CounterStripe opened(int index) {
        if (stripes == NONE) {
            stripes = new CounterStripe[STRIPES];
        }
        CounterStripe stripe = stripes[index];
        if (stripe == null) {
            stripe = new CounterStripe();
            stripes[index] = stripe;
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

    /**
     * Returns a sum over all stripes. Holds the lock that creates stripes: a stripe that is created later has no entry
     * that this sum must include.
     */
    private synchronized long sum(ToLongFunction<CounterStripe> count) {
        long sum = 0;
        for (CounterStripe stripe : stripes) {
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
