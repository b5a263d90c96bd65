package io.orka.api;

/** The state of a plugin. */
public enum PluginState {
    /** The plugin is registered, and its first stage has not started. */
    PENDING,
    /** The commit is being fetched. */
    CLONING,
    /** The jar or program is being built. */
    BUILDING,
    /** The bundle is being packaged. */
    WRAPPING,
    /** The bundle is being installed, and the class is being constructed and probed. */
    STARTING,
    /** The plugin answers calls. */
    ACTIVE,
    /** The plugin was replaced or removed, and its last calls are still running or its classes are still in memory. */
    DRAINING,
    /** A stage failed. The previous version, if any, stays active. */
    FAILED
}
