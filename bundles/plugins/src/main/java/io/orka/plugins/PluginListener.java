package io.orka.plugins;

/** Hears of every change of a plugin's status. Called from one thread, its own; changes
 * that come faster than it takes them are told once. */
@FunctionalInterface
public interface PluginListener {

    /**
     * A plugin's state or detail is another one than before.
     *
     * @param status as it is now
     */
    void changed(PluginStatus status);
}
