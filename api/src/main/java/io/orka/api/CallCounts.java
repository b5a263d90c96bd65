package io.orka.api;

/**
 * The calls to one plugin since its current version became active.
 *
 * @param total all calls
 * @param inFlight calls that have not returned
 * @param waiting calls in flight that wait in the plugin's queue
 * @param failed calls that ended with an exception
 * @param timedOut calls without a response at their deadline; also counted as failed
 * @param rejected calls that were rejected because the plugin's limit of concurrent calls was reached
 * @param orphaned calls that are still running although they have timed out for their caller
 */
public record CallCounts(
        long total, long inFlight, long waiting, long failed, long timedOut, long rejected, long orphaned) {

    /** No calls. */
    public static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0, 0, 0);
}
