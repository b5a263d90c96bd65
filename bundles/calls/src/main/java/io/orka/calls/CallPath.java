package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The code that a call without limits runs through to its plugin. A class, since those are chosen from fastest. */
abstract class CallPath {

    /** Runs one call in this thread; the caller has counted it in. */
    abstract Response answer(CallContext context, Request request);
}
