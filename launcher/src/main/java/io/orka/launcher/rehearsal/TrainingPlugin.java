package io.orka.launcher.rehearsal;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The plugin of a rehearsed start: the smallest there is. */
public final class TrainingPlugin implements OrkaCall {

    @Override
    public Response call(CallContext context, Request request) {
        return Response.ok(request.method());
    }
}
