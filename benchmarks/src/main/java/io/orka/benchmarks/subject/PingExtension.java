package io.orka.benchmarks.subject;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The plugin as an author of PF4J plugins writes it. */
public final class PingExtension implements PingPoint {

    @Override
    public Response call(CallContext context, Request request) {
        return Response.ok("pong");
    }
}
