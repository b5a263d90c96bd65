package io.orka.plugins;

import java.util.concurrent.atomic.AtomicReference;

/** The phase of a host. A phase only advances, by compare-and-set. Safe for use by multiple threads. */
final class HostPhase {

    /** The phases, in their order. */
    enum Phase {
        /** Commands and edits of the registry are applied. */
        RUNNING,
        /** Commands are rejected; running work continues. */
        CLOSING,
        /** Nothing new begins, and every plugin drains. */
        STOPPING
    }

    private final AtomicReference<Phase> now = new AtomicReference<>(Phase.RUNNING);

    /** Advances to a phase, unless the host has already reached this phase or a later phase. */
    void advance(Phase next) {
        now.accumulateAndGet(next, (seen, given) -> seen.compareTo(given) < 0 ? given : seen);
    }

    boolean isRunning() {
        return now.get() == Phase.RUNNING;
    }

    boolean isStopping() {
        return now.get() == Phase.STOPPING;
    }

    /** Throws a {@link PluginsFailure} if commands are rejected. */
    void requireRunning() {
        if (!isRunning()) {
            throw PluginsFailure.stopping();
        }
    }
}
