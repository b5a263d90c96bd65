package io.orka.process;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of a process: whether it accepts calls, and the reason if the host killed it. The state only changes from
 * {@link Phase#RUNNING} to {@link Phase#STOPPING} to {@link EndedByHost}. {@link Phase#STOPPING} may be skipped.
 *
 * <p>Safe for use by multiple threads.
 */
final class ProcessState {

    private sealed interface State permits Phase, EndedByHost {}

    private enum Phase implements State {
        RUNNING,
        /** The process accepts no more calls, and the host has no reason to kill it. */
        STOPPING
    }

    private record EndedByHost(String reason) implements State {}

    private final AtomicReference<State> state = new AtomicReference<>(Phase.RUNNING);

    boolean takesCalls() {
        return state.get() == Phase.RUNNING;
    }

    /**
     * Changes the state so that the process accepts no more calls.
     *
     * @return whether this call changed the state
     */
    boolean stop() {
        return state.compareAndSet(Phase.RUNNING, Phase.STOPPING);
    }

    /** Records the reason why the host kills the process. Only the first reason is kept. */
    void end(String reason) {
        EndedByHost ended = new EndedByHost(reason);
        if (!state.compareAndSet(Phase.RUNNING, ended)) {
            state.compareAndSet(Phase.STOPPING, ended);
        }
    }

    /** Returns the reason why the host killed the process, or {@code null} when the host did not kill it. */
    @Nullable
    String endReason() {
        return state.get() instanceof EndedByHost ended ? ended.reason() : null;
    }
}
