package io.orka.engine;

/** What an engine bundle does. */
public enum EngineState {
    /** It is being started. */
    STARTING,
    /** It runs. A fragment is active when its host is there. */
    ACTIVE,
    /** It is being stopped. */
    STOPPING,
    /** It is installed but does not run: somebody stopped it, or a higher version of it runs. */
    STOPPED,
    /** It is not installed, or does not run, or not all of it runs: see its failure. */
    FAILED
}
