package io.orka.api;

/**
 * The calls to one plugin since the version that is active now became active.
 *
 * @param total how many it has taken
 * @param inFlight how many of them have not returned
 * @param waiting how many of those in flight wait in the plugin's queue for other calls to end
 * @param failed how many ended in an exception
 * @param timedOut how many had no answer at their deadline; they count as failed too
 * @param rejected how many were refused because the plugin's limit of concurrent calls was reached
 * @param orphaned how many are still running although they timed out for their caller
 */
public record CallCounts(
        long total, long inFlight, long waiting, long failed, long timedOut, long rejected, long orphaned) {

    /** No calls. */
    public static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0, 0, 0);
}
