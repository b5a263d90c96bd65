package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** The path of a call without limits to its plugin. A class and not an interface, since virtual calls are faster. */
abstract class CallPath {

    /** Runs one call in this thread; the caller has counted it in. */
    abstract Response answer(CallContext context, Request request);
}
