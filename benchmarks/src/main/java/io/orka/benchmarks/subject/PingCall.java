package io.orka.benchmarks.subject;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The plugin as an object of the interface that is called: the least a call can cost. */
public final class PingCall implements OrkaCall {

    @Override
    public Response call(CallContext context, Request request) {
        return Response.ok("pong");
    }
}
