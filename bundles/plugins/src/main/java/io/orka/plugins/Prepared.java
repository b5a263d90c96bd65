package io.orka.plugins;

import io.orka.registry.LockEntry;
import io.orka.registry.PluginConfig;
import io.orka.wrap.PluginBundle;
import java.util.List;

/**
 * A plugin that is in the store and ready to start.
 *
 * @param bundle the plugin's bundle
 * @param locked the plugin's future entry in the lock file
 * @param config the plugin's metadata
 * @param warnings the plugin's warnings
 */
record Prepared(PluginBundle bundle, LockEntry locked, PluginConfig config, List<String> warnings) {

    /** Returns whether the plugin's code runs in a separate process. */
    boolean runsElsewhere() {
        return bundle.isProgram() || locked.limits().ownJvm();
    }

    Prepared inItsOwnJvm() {
        return new Prepared(bundle, locked.withLimits(locked.limits().inItsOwnJvm()), config, warnings);
    }
}
