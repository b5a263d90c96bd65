package io.orka.launcher.training;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The plugin of a training run. Each call returns the name of its method. */
public final class TrainingPlugin implements OrkaCall {

    @Override
    public Response call(CallContext context, Request request) {
        return Response.ok(request.method());
    }
}
