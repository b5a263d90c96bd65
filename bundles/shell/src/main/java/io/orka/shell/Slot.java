package io.orka.shell;

/** The meaning of an argument, so that it can be completed. */
enum Slot {
    /** A name or a key: {@code hello} or {@code hello@v0.1.0}. */
    PLUGIN,
    /** A plugin as {@link #PLUGIN}, or the symbolic name of an engine bundle. */
    EXPLAINED,
    /** A registered key. */
    KEY,
    /** A registered name. */
    NAME,
    /** A version of the plugin named before. */
    VERSION,
    /** A method of the plugin named before. */
    METHOD,
    /** An argument of the method named before, as {@code key=}; any number of them. */
    ARGUMENT,
    /** A command or an error code. */
    TOPIC,
    /** Anything: not completed. */
    FREE
}
