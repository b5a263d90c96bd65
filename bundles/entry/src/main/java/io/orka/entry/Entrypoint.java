package io.orka.entry;

/**
 * A plugin's entrypoint.
 *
 * @param kind its form
 * @param className the binary name of the class, such as {@code acme.Plugin}; for a program its path in the bundle
 * @param methodName the method, in the author's spelling
 * @param isStatic whether it needs no instance
 */
public record Entrypoint(Kind kind, String className, String methodName, boolean isStatic) {

    /** The forms an entrypoint can have, in order of preference. */
    public enum Kind {
        /** {@code orkaCall(Request, Response)}: fills the response. */
        ORKA_CALL,
        /** {@code callMethod(CallContext, Request)} returning a response. */
        CALL_METHOD_WITH_CONTEXT,
        /** {@code callMethod(Request)} returning a response. */
        CALL_METHOD,
        /** {@code callMethod(Request, Response)}: fills the response. */
        CALL_METHOD_RPC,
        /** A class that implements {@code io.orka.sdk.OrkaCall}. */
        SERVICE,
        /** No class: Orka starts a program in the bundle and talks to it by the process protocol. */
        PROGRAM
    }
}
