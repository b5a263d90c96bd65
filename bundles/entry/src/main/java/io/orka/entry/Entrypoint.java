package io.orka.entry;

/**
 * A plugin's entrypoint.
 *
 * @param kind the form of the entrypoint
 * @param className the binary name of the class, such as {@code acme.Plugin}; for a program, its path in the bundle
 * @param methodName the name of the method, in the author's spelling
 * @param isStatic whether the method needs no instance
 */
public record Entrypoint(Kind kind, String className, String methodName, boolean isStatic) {

    /** The forms of entrypoints, in order of preference. */
    public enum Kind {
        /** {@code orkaCall(Request, Response)}, which fills the response. */
        ORKA_CALL,
        /** {@code callMethod(CallContext, Request)}, which returns a response. */
        CALL_METHOD_WITH_CONTEXT,
        /** {@code callMethod(Request)}, which returns a response. */
        CALL_METHOD,
        /** {@code callMethod(Request, Response)}, which fills the response. */
        CALL_METHOD_RPC,
        /** A class that implements {@code io.orka.sdk.OrkaCall}. */
        SERVICE,
        /** A program in the bundle, which Orka starts and calls by the process protocol. */
        PROGRAM
    }
}
