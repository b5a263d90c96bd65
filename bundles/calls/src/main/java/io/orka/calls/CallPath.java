package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The path of a call without limits to its plugin. A class, since virtual calls are faster than interface calls. */
abstract class CallPath {

    /** Runs one call in this thread. The caller has counted the entry of the call. */
    abstract Response answer(CallContext context, Request request);
}
