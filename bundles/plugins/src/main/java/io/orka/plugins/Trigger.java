package io.orka.plugins;

/** The trigger of a reconciliation. */
enum Trigger {
    /** The host itself, because the registry changed or a retry is due: failed plugins wait for their retry. */
    AUTOMATIC,
    /** A user or a program: failed plugins are retried immediately. */
    REQUESTED,
    /** As REQUESTED; removing most plugins is allowed. */
    CONFIRMED
}
