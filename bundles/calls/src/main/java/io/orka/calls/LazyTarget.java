package io.orka.calls;

import io.orka.sdk.OrkaCall;

/** A way into a plugin that does not know it from the beginning. */
public interface LazyTarget extends OrkaCall {

    /**
     * The short way.
     *
     * @return the plugin itself, once a call has been answered and for good; this object until then
     */
    OrkaCall known();
}
