package io.orka.logging;

import org.jspecify.annotations.Nullable;

/**
 * Whose code says something.
 *
 * @param name the symbolic name of an engine bundle, the key of a plugin; empty for the host itself
 * @param isPlugin whether it is a plugin
 * @param log the plugin's own log; {@code null} for all others, and where its host keeps none
 */
record Speaker(String name, boolean isPlugin, @Nullable PluginLog log) {

    static final Speaker HOST = new Speaker("", false, null);

    /** Its name on lines of the host's log, where the host itself has none. */
    @Nullable
    String tag() {
        return name.isEmpty() ? null : name;
    }
}
