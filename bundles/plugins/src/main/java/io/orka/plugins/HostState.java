package io.orka.plugins;

import static java.util.Objects.requireNonNull;

/**
 * What a host knows of its plugins. Read by all threads; the lock, the live set and the retries are changed by the lifecycle
 * thread alone.
 *
 * @param phase how far the host has come
 * @param desired what the registry asks for
 * @param lockFile which commit and bundle of each plugin is active, on the disk
 * @param lives the generations that are active or drain
 * @param board the state of each plugin, for people
 * @param retries what failed and when it is tried again
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
