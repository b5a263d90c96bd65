package io.orka.plugins;

/** The source of the bundle of a plugin that is to be started, as far as the source is known before the start. */
public enum Supply {
    /** The store: no network and no build. */
    STORE,
    /** The locked commit is rebuilt, from the clone or, if the clone lacks this commit, from the repository. */
    LOCKED,
    /**
     * The plugin's local repository is built. The forecast does not check whether the version exists and can be built.
     */
    LOCAL,
    /**
     * The plugin's repository is fetched over the network and built. The forecast does not check whether the version
     * exists and can be built.
     */
    REMOTE
}
