package io.orka.engine;

import static java.util.Objects.requireNonNull;

/**
 * A component of declarative services in an engine bundle.
 *
 * @param name the component's name, usually a class name
 * @param state the component's state
 * @param detail the missing references, or the exception that the component threw; otherwise empty
 */
public record EngineComponent(String name, State state, String detail) {

    /** The state of a component. */
    public enum State {
        /** The component is running. */
        ACTIVE,
        /** The component is activated when its service is first used. */
        SATISFIED,
        /** A reference or a configuration is missing. */
        UNSATISFIED,
        /** The activation of the component threw an exception. */
        FAILED,
        /** The component was disabled, by its description or by code. */
        DISABLED
    }

    /** Checks for null. */
    public EngineComponent {
        requireNonNull(name, "name is null");
        requireNonNull(state, "state is null");
        requireNonNull(detail, "detail is null");
    }
}
