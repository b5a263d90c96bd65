package io.orka.plugins;

/**
 * Receives every change of a plugin's status, on one separate thread. Changes that arrive while the listener is busy
 * are combined.
 */
@FunctionalInterface
public interface PluginListener {

    /**
     * A plugin's state or detail has changed.
     *
     * @param status the plugin's current status
     */
    void changed(PluginStatus status);
}
