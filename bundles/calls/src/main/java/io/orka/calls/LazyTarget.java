package io.orka.calls;

import io.orka.sdk.OrkaCall;

/** The call target of a plugin that is constructed at its first call. */
public interface LazyTarget extends OrkaCall {

    /**
     * The plugin itself, which saves this detour.
     *
     * @return the plugin once a call has been answered, always the same from then on; this object until then
     */
    OrkaCall known();
}
