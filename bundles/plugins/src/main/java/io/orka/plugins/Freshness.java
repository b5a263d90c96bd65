package io.orka.plugins;

/** The required freshness of the active version. */
enum Freshness {
    /** The locked version, if the store contains its bundle. */
    STORED,
    /** The newest commit of the ref. */
    FETCHED,
    /** The newest commit of the ref, built with the newest dependencies, even if this commit is already active. */
    UPDATED
}
