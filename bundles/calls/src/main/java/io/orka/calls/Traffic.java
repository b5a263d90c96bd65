package io.orka.calls;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the calls that enter and leave one generation, so that its end can be waited for.
 *
 * <p>Why this drains: a caller counts itself in, and only then looks whether the generation still is the one to call; the
 * switch changes the route, and only then reads the counts. With a full fence between the two steps on both sides, at
 * least one of them sees the other: the caller steps back, or the switch waits for it. Exits are read before entries, so
 * equal sums mean that every call that had entered had left.
 */
final class Traffic {

    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    private final LongAdder entered = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder turnedBack = new LongAdder();

    /** Counts a call in. The route must be read again afterwards. */
    void enter() {
        entered.increment();
        VarHandle.fullFence(); // LongAdder alone promises no order between this count and the next read
    }

    /** Counts a call out that ran. */
    void leave() {
        left.increment();
    }

    /** Counts a call out that did not run, since the route had changed. */
    void turnBack() {
        turnedBack.increment();
        left.increment();
    }

    /** Counts in what goes on without its caller and is no call of its own. Only while something else is counted in. */
    void hold() {
        entered.increment();
        turnedBack.increment();
    }

    long calls() {
        return Math.max(0, entered.sum() - turnedBack.sum());
    }

    long inFlight() {
        long out = left.sum();
        return Math.max(0, entered.sum() - out);
    }

    boolean awaitIdle(Duration timeout) {
        VarHandle.fullFence();
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
        long out = left.sum();
        VarHandle.acquireFence();
        return entered.sum() == out;
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
