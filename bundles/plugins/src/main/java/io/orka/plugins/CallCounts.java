package io.orka.plugins;

import io.orka.calls.Generation;

/**
 * The call counts of one generation.
 *
 * @param calls the number of calls
 * @param running the calls that have not returned
 * @param ended the calls that failed
 */
public record CallCounts(long calls, Running running, Ended ended) {

    /**
     * Calls that have not returned.
     *
     * @param inFlight the number of these calls
     * @param waiting the number of these calls that wait in the queue
     * @param abandoned the number of these calls that are orphaned: their caller has timed out
     */
    public record Running(long inFlight, int waiting, int abandoned) {}

    /**
     * Calls that failed.
     *
     * @param failed the number of calls that ended with an exception
     * @param timedOut the number of calls that timed out, included in {@code failed}
     * @param rejected the number of calls that were rejected at the concurrency limit
     */
    public record Ended(long failed, long timedOut, long rejected) {}

    /** No calls. */
    public static final CallCounts NONE = new CallCounts(0, new Running(0, 0, 0), new Ended(0, 0, 0));

    static CallCounts of(Generation generation) {
        return new CallCounts(
                generation.calls(),
                new Running(generation.inFlight(), generation.waiting(), generation.abandoned()),
                new Ended(generation.failed(), generation.timedOut(), generation.rejected()));
    }

    /** Returns {@link Running#inFlight}. */
    public long inFlight() {
        return running.inFlight();
    }

    /** Returns {@link Running#waiting}. */
    public int waiting() {
        return running.waiting();
    }

    /** Returns {@link Running#abandoned}. */
    public int abandoned() {
        return running.abandoned();
    }

    /** Returns {@link Ended#failed}. */
    public long failed() {
        return ended.failed();
    }

    /** Returns {@link Ended#timedOut}. */
    public long timedOut() {
        return ended.timedOut();
    }

    /** Returns {@link Ended#rejected}. */
    public long rejected() {
        return ended.rejected();
    }
}
