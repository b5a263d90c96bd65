package io.orka.api;

/** The state of a plugin. */
public enum PluginState {
    /** It is registered, and its first stage has not started. */
    PENDING,
    /** Its commit is being fetched. */
    CLONING,
    /** Its jar or program is being built. */
    BUILDING,
    /** Its bundle is being packaged. */
    WRAPPING,
    /** Its bundle is being installed, and its class is being constructed and probed. */
    STARTING,
    /** It answers calls. */
    ACTIVE,
    /** It was replaced or removed. Its last calls are still running, or its classes are still in memory. */
    DRAINING,
    /** A stage failed. The previous version, if there is one, stays active. */
    FAILED
}
