package io.orka.shell;

/** The meaning of an argument, for completion. */
enum Slot {
    /** A name or a key: {@code hello} or {@code hello@v0.1.0}. */
    PLUGIN,
    /** A plugin as {@link #PLUGIN}, or the symbolic name of an engine bundle. */
    EXPLAINED,
    /** A registered key. */
    KEY,
    /** A registered name. */
    NAME,
    /** A version of the plugin in an earlier argument. */
    VERSION,
    /** A method of the plugin in an earlier argument. */
    METHOD,
    /** An argument of the method in an earlier argument, as {@code key=}; any number of them. */
    ARGUMENT,
    /** A command or an error code. */
    TOPIC,
    /** Any other argument, which is not completed. */
    FREE
}
