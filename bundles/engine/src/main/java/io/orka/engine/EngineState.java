package io.orka.engine;

/** The state of an engine bundle. */
public enum EngineState {
    /** It is being started. */
    STARTING,
    /** It is running. A fragment is active if its host is resolved. */
    ACTIVE,
    /** It is being stopped. */
    STOPPING,
    /** It is installed but not running: a user stopped it, or a higher version is running. */
    STOPPED,
    /** It is not installed, not running, or only partly running: see its failure. */
    FAILED
}
