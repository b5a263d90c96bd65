package io.orka.plugins;

/**
 * Receives every change of a plugin's status. Called from one separate thread; changes that arrive while it is busy are
 * combined.
 */
@FunctionalInterface
public interface PluginListener {

    /**
     * A plugin's state or detail has changed.
     *
     * @param status its current status
     */
    void changed(PluginStatus status);
}
