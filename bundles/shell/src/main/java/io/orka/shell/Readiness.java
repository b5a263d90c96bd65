package io.orka.shell;

import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;

/** Whether a plugin is as its entry asks for. */
final class Readiness {

    private Readiness() {}

    /** It is active, or on its way out after it was active. */
    static boolean isReady(PluginStatus plugin) {
        return plugin.state() == PluginState.ACTIVE || plugin.state() == PluginState.DRAINING;
    }

    /** It has failed and is not tried again before somebody asks for it. */
    static boolean isLost(PluginStatus plugin) {
        return plugin.state() == PluginState.FAILED && plugin.quarantined();
    }
}
