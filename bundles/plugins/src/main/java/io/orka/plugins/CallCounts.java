package io.orka.plugins;

import io.orka.calls.Generation;

/**
 * What became of the calls to one generation.
 *
 * @param calls how many it has taken
 * @param running those that have not returned
 * @param ended those that did not end well
 */
public record CallCounts(long calls, Running running, Ended ended) {

    /**
     * Calls that have not returned.
     *
     * @param inFlight how many there are
     * @param waiting how many of them wait in the queue
     * @param abandoned how many still run although their caller was told that there is no answer
     */
    public record Running(long inFlight, int waiting, int abandoned) {}

    /**
     * Calls without an answer.
     *
     * @param failed how many ended in an exception
     * @param timedOut how many had no answer at their deadline; they count as failed too
     * @param rejected how many were rejected because too many were running
     */
    public record Ended(long failed, long timedOut, long rejected) {}

    /** Nobody called. */
    public static final CallCounts NONE = new CallCounts(0, new Running(0, 0, 0), new Ended(0, 0, 0));

    static CallCounts of(Generation generation) {
        return new CallCounts(
                generation.calls(),
                new Running(generation.inFlight(), generation.waiting(), generation.abandoned()),
                new Ended(generation.failed(), generation.timedOut(), generation.rejected()));
    }

    /** As {@link Running#inFlight}. */
    public long inFlight() {
        return running.inFlight();
    }

    /** As {@link Running#waiting}. */
    public int waiting() {
        return running.waiting();
    }

    /** As {@link Running#abandoned}. */
    public int abandoned() {
        return running.abandoned();
    }

    /** As {@link Ended#failed}. */
    public long failed() {
        return ended.failed();
    }

    /** As {@link Ended#timedOut}. */
    public long timedOut() {
        return ended.timedOut();
    }

    /** As {@link Ended#rejected}. */
    public long rejected() {
        return ended.rejected();
    }
}
