package io.orka.calls;

import io.orka.sdk.OrkaCall;

/** The call target of a plugin that is constructed at its first call. */
public interface LazyTarget extends OrkaCall {

    /**
     * Returns the plugin itself, for calls without this indirection.
     *
     * @return the constructed plugin after the first call; this object until then
     */
    OrkaCall known();
}
