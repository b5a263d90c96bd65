package io.orka.api;

/** Where a plugin is on its way from an entry of {@code plugins.json} to a service. */
public enum PluginState {
    /** Registered; nothing has begun. */
    PENDING,
    /** Its commit is being fetched. */
    CLONING,
    /** Its jar or program is being built. */
    BUILDING,
    /** Its bundle is being made. */
    WRAPPING,
    /** Its bundle is being installed, and its class constructed. */
    STARTING,
    /** It answers calls. */
    ACTIVE,
    /** It was replaced or removed, and its last calls are running, or its classes are still in memory. */
    DRAINING,
    /** A stage failed. The last good version, if there is one, stays active. */
    FAILED
}
