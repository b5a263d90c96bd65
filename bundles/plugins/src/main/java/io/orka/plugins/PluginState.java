package io.orka.plugins;

/** The state of a plugin between its registry entry and the active version. */
public enum PluginState {
    /** Registered, not started. */
    PENDING,
    /** Its commit is being fetched. */
    CLONING,
    /** Its jar is being built. */
    BUILDING,
    /** Its bundle is being made. */
    WRAPPING,
    /** Its bundle is being installed, its class constructed. */
    STARTING,
    /** It answers calls. */
    ACTIVE,
    /** It was replaced or removed; its last calls are still running, or its classes are still in memory. */
    DRAINING,
    /** A stage failed; the active version, if any, stays active. */
    FAILED
}
