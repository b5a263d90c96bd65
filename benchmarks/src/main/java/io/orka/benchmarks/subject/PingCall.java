package io.orka.benchmarks.subject;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The plugin as an object of the called interface: the lower bound of the cost of a call. */
public final class PingCall implements OrkaCall {

    @Override
    public Response call(CallContext context, Request request) {
        return Response.ok("pong");
    }
}
