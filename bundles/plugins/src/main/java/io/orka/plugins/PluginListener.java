package io.orka.plugins;

/** Hears of every change of a plugin's status. Called from the thread that made it; it must return at once. */
@FunctionalInterface
public interface PluginListener {

    /**
     * A plugin's state or detail is another one than before.
     *
     * @param status as it is now
     */
    void changed(PluginStatus status);
}
