package io.orka.plugins;

/** Who wants the plugins to be as registered. */
enum Trigger {
    /** The host itself, since the registry changed or a retry is due: what waits after a failure goes on waiting. */
    AUTOMATIC,
    /** A person or a program: whatever failed is tried at once. */
    REQUESTED,
    /** The same, and most plugins may be removed. */
    CONFIRMED
}
