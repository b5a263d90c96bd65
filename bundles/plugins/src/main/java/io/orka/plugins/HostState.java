package io.orka.plugins;

import static java.util.Objects.requireNonNull;

/**
 * The state of a host and its plugins. Safe for use by multiple threads. Only the lifecycle thread changes the lock
 * file, the live set and the retries.
 *
 * @param phase the phase of the host
 * @param desired the desired state
 * @param lockFile the commit and the bundle of each active plugin, on disk
 * @param lives the generations that are active or draining
 * @param board the state of each plugin, for messages
 * @param retries the failed plugins and the times of their retries
 */
record HostState(
        HostPhase phase, DesiredState desired, LockFile lockFile, LiveSet lives, StatusBoard board, Retries retries) {

    HostState {
        requireNonNull(phase, "phase is null");
        requireNonNull(desired, "desired is null");
        requireNonNull(lockFile, "lockFile is null");
        requireNonNull(lives, "lives is null");
        requireNonNull(board, "board is null");
        requireNonNull(retries, "retries is null");
    }
}
