package io.orka.plugins;

/** What triggers a reconciliation. */
enum Trigger {
    /** The host itself, because the registry changed or a retry is due: failed plugins wait for their retry. */
    AUTOMATIC,
    /** A user or a program: failed plugins are retried at once. */
    REQUESTED,
    /** The same, and most plugins may be removed. */
    CONFIRMED
}
