package io.orka.logging;

import org.jspecify.annotations.Nullable;

/**
 * The bundle whose code logs or prints.
 *
 * @param name the symbolic name of an engine bundle, the key of a plugin; empty for the host itself
 * @param isPlugin whether the bundle is a plugin
 * @param log the plugin's own log; {@code null} for other bundles, and if the host keeps no logs of plugins
 */
record Speaker(String name, boolean isPlugin, @Nullable PluginLog log) {

    static final Speaker HOST = new Speaker("", false, null);

    /** Returns the name in lines of the host's log; {@code null} for the host itself. */
    @Nullable
    String tag() {
        return name.isEmpty() ? null : name;
    }
}
