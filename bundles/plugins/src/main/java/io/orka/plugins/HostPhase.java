package io.orka.plugins;

import static java.util.Objects.requireNonNull;

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

    /** Moves on to a later phase; answers whether this call did so. */
    boolean advance(Phase next) {
        Phase before =
                requireNonNull(now.getAndAccumulate(next, (seen, later) -> isBefore(seen, later) ? later : seen));
        return isBefore(before, next);
    }

    private static boolean isBefore(Phase one, Phase other) {
        return one.compareTo(other) < 0;
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
