package io.orka.plugins;

/** The trigger of a reconciliation. */
enum Trigger {
    /** The host itself, because the registry changed or a retry is due. Failed plugins wait for their retry. */
    AUTOMATIC,
    /** A user or a program. Failed plugins are retried immediately. */
    REQUESTED,
    /** A user or a program that also confirms a removal of most plugins. */
    CONFIRMED
}
