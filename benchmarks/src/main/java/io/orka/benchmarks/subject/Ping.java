package io.orka.benchmarks.subject;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The plugin as an author of Orka plugins writes it. */
public final class Ping {

    /**
     * Returns a constant.
     *
     * @param context ignored
     * @param request ignored
     * @return {@code pong}
     */
    public Response callMethod(CallContext context, Request request) {
        return Response.ok("pong");
    }
}
