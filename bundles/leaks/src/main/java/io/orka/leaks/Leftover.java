package io.orka.leaks;

import static java.util.Objects.requireNonNull;

/**
 * One object that a generation of a plugin left behind in the JVM when it was closed.
 *
 * @param kind the kind of the object, such as {@code thread} or {@code shutdown hook}
 * @param name the name of the object, for messages, such as {@code 'poller'}
 * @param cleaned whether the object was removed; {@code false} for a thread that does not end
 */
public record Leftover(String kind, String name, boolean cleaned) {

    /** Checks that nothing is missing. */
    public Leftover {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
    }
}
