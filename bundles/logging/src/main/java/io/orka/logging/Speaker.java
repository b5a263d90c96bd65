package io.orka.logging;

import org.jspecify.annotations.Nullable;

/**
 * The bundle whose code logs or prints.
 *
 * @param name the symbolic name of an engine bundle, the key of a plugin; empty for the host itself
 * @param isPlugin whether it is a plugin
 * @param log the plugin's own log; {@code null} for all others, and if its host keeps none
 */
record Speaker(String name, boolean isPlugin, @Nullable PluginLog log) {

    static final Speaker HOST = new Speaker("", false, null);

    /** Its name in lines of the host's log; {@code null} for the host itself. */
    @Nullable
    String tag() {
        return name.isEmpty() ? null : name;
    }
}
