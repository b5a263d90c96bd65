package io.orka.plugins;

import io.orka.calls.Generation;

/**
 * What became of the calls to one generation.
 *
 * @param calls how many it has taken
 * @param inFlight how many of them have not returned
 * @param waiting how many of those in flight wait in the queue
 * @param failed how many ended in an exception
 * @param timedOut how many had no answer at their deadline; they count as failed too
 * @param rejected how many were turned away because too many were running
 * @param abandoned how many still run although their caller was told that there is no answer
 */
public record CallCounts(
        long calls, long inFlight, int waiting, long failed, long timedOut, long rejected, int abandoned) {

    /** Nobody called. */
    public static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0, 0, 0);

    static CallCounts of(Generation generation) {
        return new CallCounts(
                generation.calls(),
                generation.inFlight(),
                generation.waiting(),
                generation.failed(),
                generation.timedOut(),
                generation.rejected(),
                generation.abandoned());
    }
}
