package io.orka.plugins;

/** The state of a plugin between its registry entry and the active version. */
public enum PluginState {
    /** The plugin is registered and not started. */
    PENDING,
    /** The plugin's commit is being fetched. */
    CLONING,
    /** The plugin's jar is being built. */
    BUILDING,
    /** The plugin's bundle is being created. */
    WRAPPING,
    /** The plugin's bundle is being installed, and its class constructed. */
    STARTING,
    /** The plugin answers calls. */
    ACTIVE,
    /** The plugin was replaced or removed; its last calls are still running, or its classes are still in memory. */
    DRAINING,
    /** A stage failed; the active version, if any, stays active. */
    FAILED
}
