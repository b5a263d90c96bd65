package io.orka.plugins;

/** The source of the bundle of a plugin that is to be started, as far as it is known before the start. */
public enum Supply {
    /** The store: no network and no build. */
    STORE,
    /** The locked commit is rebuilt, from its clone, or from its repository if the clone lacks it. */
    LOCKED,
    /** Its local repository is built; Orka does not know whether its version exists and builds. */
    LOCAL,
    /**
     * Its repository is fetched over the network and built; Orka does not know whether its version exists and builds.
     */
    REMOTE
}
