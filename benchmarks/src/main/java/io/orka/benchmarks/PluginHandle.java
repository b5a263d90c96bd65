package io.orka.benchmarks;

import io.orka.calls.Calls;
import io.orka.calls.Generation;
import io.orka.calls.Limits;
import io.orka.calls.ThreadStop;
import io.orka.identity.PluginKey;
import io.orka.sdk.OrkaCall;
import java.util.Set;

/** Creates the handle of one plugin without a host. */
final class PluginHandle {

    private PluginHandle() {}

    static OrkaCall of(OrkaCall plugin, Limits limits) {
        PluginKey key = PluginKey.parse("plugin@v1");
        Calls calls = new Calls();
        ClassLoader loader = PluginHandle.class.getClassLoader();
        calls.switchTo(new Generation(key, "c0ffee", 1, plugin, loader, true, limits, ThreadStop.none()), Set.of());
        return calls.handle(key);
    }
}
