package io.orka.engine;

import static java.util.Objects.requireNonNull;

/**
 * A component of declarative services in an engine bundle.
 *
 * @param name the component's name, mostly a class
 * @param state its state
 * @param detail the missing references, or the exception that it threw; otherwise empty
 */
public record EngineComponent(String name, State state, String detail) {

    /** The state of a component. */
    public enum State {
        /** It is running. */
        ACTIVE,
        /** It is activated when its service is first used. */
        SATISFIED,
        /** A reference or a configuration is missing. */
        UNSATISFIED,
        /** Its activation threw an exception. */
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
