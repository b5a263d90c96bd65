package io.orka.calls;

/** The stable codes of calls that end without an answer. */
public final class CallCodes {

    /** No plugin of that name is served. */
    public static final String UNKNOWN_PLUGIN = "ORKA-CALL-01";

    /** The plugin is served, but not in that version. */
    public static final String UNKNOWN_VERSION = "ORKA-CALL-02";

    /** The handle's plugin was removed, and no other version took its place. */
    public static final String NO_LONGER_REGISTERED = "ORKA-CALL-03";

    /** The plugin threw an exception or an error. */
    public static final String PLUGIN_THREW = "ORKA-CALL-04";

    /** The plugin's entrypoint returned {@code null} instead of a response. */
    public static final String NO_RESPONSE = "ORKA-CALL-05";

    /** The plugin returned data that is not JSON-like. */
    public static final String BAD_DATA = "ORKA-CALL-06";

    /** The caller passed arguments that are not JSON-like. */
    public static final String BAD_ARGUMENTS = "ORKA-CALL-07";

    /** The plugin has not answered before its timeout or the caller's deadline. */
    public static final String TIMEOUT = "ORKA-CALL-08";

    /** The plugin runs as many calls as it may, and has not seen this one. */
    public static final String BUSY = "ORKA-CALL-09";

    /** The thread that waited for the answer was interrupted. */
    public static final String INTERRUPTED = "ORKA-CALL-10";

    /** The process the plugin runs in ended while it had the call. */
    public static final String PROCESS_ENDED = "ORKA-CALL-11";

    /** The process the plugin runs in is not there, and is not started again just now. */
    public static final String NO_PROCESS = "ORKA-CALL-12";

    /** The plugin served before the host's restart, and cannot be constructed any more. */
    public static final String NOT_CONSTRUCTED = "ORKA-CALL-13";

    /** The host is stopping, so no call begins any more. */
    public static final String STOPPING = "ORKA-CALL-14";

    private CallCodes() {}
}
