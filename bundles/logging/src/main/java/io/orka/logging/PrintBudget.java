package io.orka.logging;

import java.time.Duration;

/**
 * How much one bundle may print: 4 MB at once, and 100 KB a second in the long run, so that even many that print without
 * end write no faster than the log rotates. Safe for use by many threads, none of which waits.
 */
final class PrintBudget {

    static final long BURST = 4 << 20;
    static final long PER_SECOND = 100 << 10;

    /** What a line takes in the log beside its text, more or less. */
    static final int LINE = 100;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** A longer pause earns no more: by then the budget is whole. */
    private static final long LONGEST_PAUSE = Duration.ofHours(1).toNanos();

    private long left = BURST;
    private long nanos;
    private long leftOut;

    /**
     * Creates a whole one.
     *
     * @param nanos now, by {@link System#nanoTime}
     */
    PrintBudget(long nanos) {
        this.nanos = nanos;
    }

    /** Whether a line may be logged. */
    synchronized boolean take(int bytes, long now) {
        earn(now);
        if (left <= 0) {
            leftOut++;
            return false;
        }
        left -= bytes + LINE;
        return true;
    }

    /** Whether it is as it was when it was made. */
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

    /** How many lines were left out since this was last asked. */
    synchronized long leftOut() {
        long lines = leftOut;
        leftOut = 0;
        return lines;
    }
}
