package io.orka.plugins;

/** Where the bundle of a plugin comes from that is to be started, as far as is known before it is tried. */
public enum Supply {
    /** It is in the store: no network, no build. */
    STORE,
    /** The locked commit is built again, from its clone, or from its repository if the clone lacks it. */
    LOCKED,
    /** Its repository on this machine is read; whether its version is there, and builds, is not known. */
    LOCAL,
    /** Its repository is fetched over the network; whether its version is there, and builds, is not known. */
    REMOTE
}
