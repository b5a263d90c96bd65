package io.orka.plugins;

import java.util.concurrent.atomic.AtomicReference;

/** How far a host has come. It only moves forward, by compare-and-set. Safe for use by many threads. */
final class HostPhase {

    /** The phases, in their order. */
    enum Phase {
        /** Commands and edits of the registry are applied. */
        RUNNING,
        /** No command is accepted any more; what is under way continues. */
        CLOSING,
        /** Nothing new begins, and every plugin drains. */
        STOPPING
    }

    private final AtomicReference<Phase> now = new AtomicReference<>(Phase.RUNNING);

    /** Moves on to a phase, unless it has come so far already. */
    void advance(Phase next) {
        now.accumulateAndGet(next, (seen, given) -> seen.compareTo(given) < 0 ? given : seen);
    }

    boolean isRunning() {
        return now.get() == Phase.RUNNING;
    }

    boolean isStopping() {
        return now.get() == Phase.STOPPING;
    }

    /** Throws a {@link PluginsFailure} once commands are refused. */
    void requireRunning() {
        if (!isRunning()) {
            throw PluginsFailure.stopping();
        }
    }
}
