package io.orka.shell;

import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;

/** Determines whether a plugin is active as its entry requires. */
final class Readiness {

    private Readiness() {}

    /** Returns whether a plugin is active, or is draining after it was active. */
    static boolean isReady(PluginStatus plugin) {
        return plugin.state() == PluginState.ACTIVE || plugin.state() == PluginState.DRAINING;
    }

    /** Returns whether a plugin has failed and is quarantined. */
    static boolean isLost(PluginStatus plugin) {
        return plugin.state() == PluginState.FAILED && plugin.quarantined();
    }
}
