package io.orka.plugins;

/** Where a plugin is on its way from registry entry to service. */
public enum PluginState {
    /** Registered, not begun. */
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
    /** It was replaced or removed, and its last calls are still running, or somebody holds its classes in memory. */
    DRAINING,
    /** A stage failed; the last good version, if any, goes on serving. */
    FAILED
}
