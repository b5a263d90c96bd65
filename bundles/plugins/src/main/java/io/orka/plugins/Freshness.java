package io.orka.plugins;

/** The required freshness of the active version. */
enum Freshness {
    /** The locked version, if it is in the store. */
    STORED,
    /** The newest commit of the ref. */
    FETCHED,
    /** The newest commit of the ref, built with the newest dependencies, even if that commit is already active. */
    UPDATED
}
