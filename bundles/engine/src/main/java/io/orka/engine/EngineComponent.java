package io.orka.engine;

import static java.util.Objects.requireNonNull;

/**
 * A component of declarative services in an engine bundle.
 *
 * @param name the component's name, mostly a class
 * @param state what it does
 * @param detail what it waits for, or what it threw; empty otherwise
 */
public record EngineComponent(String name, State state, String detail) {

    /** What a component does. */
    public enum State {
        /** It runs. */
        ACTIVE,
        /** It is activated when somebody uses its service. */
        SATISFIED,
        /** A reference or a configuration is missing. */
        UNSATISFIED,
        /** It threw when it was activated. */
        FAILED,
        /** It was disabled, by its description or by code. */
        DISABLED
    }

    /** Checks for null. */
    public EngineComponent {
        requireNonNull(name, "name is null");
        requireNonNull(state, "state is null");
        requireNonNull(detail, "detail is null");
    }
}
