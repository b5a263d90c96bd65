package io.orka.calls;

/** The stable codes of failed calls. */
public final class CallCodes {

    /** No plugin of the requested name is active. */
    public static final String UNKNOWN_PLUGIN = "ORKA-CALL-01";

    /** The plugin is active, but not in the requested version. */
    public static final String UNKNOWN_VERSION = "ORKA-CALL-02";

    /** The handle's plugin was removed, and no other version of the plugin is active. */
    public static final String NO_LONGER_REGISTERED = "ORKA-CALL-03";

    /** The plugin threw an exception or an error. */
    public static final String PLUGIN_THREW = "ORKA-CALL-04";

    /** The plugin's entrypoint returned {@code null} instead of a response. */
    public static final String NO_RESPONSE = "ORKA-CALL-05";

    /** The plugin returned data that is not JSON-like. */
    public static final String BAD_DATA = "ORKA-CALL-06";

    /** The caller passed arguments that are not JSON-like. */
    public static final String BAD_ARGUMENTS = "ORKA-CALL-07";

    /** The plugin did not answer before its timeout or the caller's deadline. */
    public static final String TIMEOUT = "ORKA-CALL-08";

    /** The plugin has reached its concurrency limit and was not called. */
    public static final String BUSY = "ORKA-CALL-09";

    /** The calling thread was interrupted while waiting for the answer. */
    public static final String INTERRUPTED = "ORKA-CALL-10";

    /** The plugin's process ended during the call. */
    public static final String PROCESS_ENDED = "ORKA-CALL-11";

    /** The plugin's process is down and is not being restarted at the moment. */
    public static final String NO_PROCESS = "ORKA-CALL-12";

    /** The plugin was active before the host's restart, but its construction failed. */
    public static final String NOT_CONSTRUCTED = "ORKA-CALL-13";

    /** The host is stopping and rejects new calls. */
    public static final String STOPPING = "ORKA-CALL-14";

    /** The memory limit for large calls, of the host or of the process, is reached. */
    public static final String NO_ROOM = "ORKA-CALL-16";

    /** The host ran out of memory during the call. */
    public static final String HOST_MEMORY = "ORKA-CALL-17";

    private CallCodes() {}
}
