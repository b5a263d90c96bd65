package io.orka.plugins;

import io.orka.registry.LockEntry;
import io.orka.registry.PluginConfig;
import io.orka.wrap.PluginBundle;
import java.util.List;

/**
 * A plugin that is in the store and ready to start.
 *
 * @param bundle what to install
 * @param locked what the lock will say of it
 * @param config its metadata
 * @param warnings what is odd but does not stop it
 */
record Prepared(PluginBundle bundle, LockEntry locked, PluginConfig config, List<String> warnings) {

    /** Whether its code runs in another process than the host's. */
    boolean runsElsewhere() {
        return bundle.isProgram() || locked.limits().ownJvm();
    }

    Prepared inItsOwnJvm() {
        return new Prepared(bundle, locked.withLimits(locked.limits().inItsOwnJvm()), config, warnings);
    }
}
