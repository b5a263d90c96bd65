package io.orka.plugins;

/** How new what serves has to be. */
enum Freshness {
    /** What the lock names will do, if the store has it. */
    STORED,
    /** The newest commit of the ref. */
    FETCHED,
    /** The newest commit of the ref, built with the newest of its dependencies, also if the commit serves already. */
    UPDATED
}
