package io.orka.logging;

import java.time.Duration;

/**
 * The rate limit for the output of one bundle: bursts of 4 MB, and 100 KB per second on average, so that even many
 * bundles with endless output do not write faster than the log rotates. Safe for use by multiple threads. Never blocks.
 */
final class PrintBudget {

    static final long BURST = 4 << 20;
    static final long PER_SECOND = 100 << 10;

    /** The estimated overhead of a line in the log. */
    static final int LINE = 100;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** After this pause the budget is full again. */
    private static final long LONGEST_PAUSE = Duration.ofHours(1).toNanos();

    private long left = BURST;
    private long nanos;
    private long leftOut;

    /**
     * Creates a full budget.
     *
     * @param nanos the current time, by {@link System#nanoTime}
     */
    PrintBudget(long nanos) {
        this.nanos = nanos;
    }

    /** Returns whether a line may be logged. */
    synchronized boolean take(int bytes, long now) {
        earn(now);
        if (left <= 0) {
            leftOut++;
            return false;
        }
        left -= bytes + LINE;
        return true;
    }

    /** Returns whether the budget is full. */
    synchronized boolean isWhole(long now) {
        earn(now);
        return left == BURST && leftOut == 0;
    }

    private void earn(long now) {
        long earned = Math.min(now - nanos, LONGEST_PAUSE) * PER_SECOND / SECOND;
        if (earned > 0) {
            left = Math.min(BURST, left + earned);
            nanos = now;
        }
    }

    synchronized boolean leftSomethingOut() {
        return leftOut > 0;
    }

    /** Returns the number of lines dropped since the last call. */
    synchronized long leftOut() {
        long lines = leftOut;
        leftOut = 0;
        return lines;
    }
}
