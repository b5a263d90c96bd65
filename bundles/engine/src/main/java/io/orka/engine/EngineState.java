package io.orka.engine;

/** The state of an engine bundle. */
public enum EngineState {
    /** The bundle is being started. */
    STARTING,
    /** The bundle is running. A fragment is active if its host is resolved. */
    ACTIVE,
    /** The bundle is being stopped. */
    STOPPING,
    /** The bundle is installed but not running: a user stopped the bundle, or a higher version is running. */
    STOPPED,
    /** The bundle is not installed, not running, or only partly running: see its failure. */
    FAILED
}
