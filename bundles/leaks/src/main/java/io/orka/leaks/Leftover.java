package io.orka.leaks;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a generation of a plugin left behind in the JVM when it ended.
 *
 * @param kind what it is, such as {@code thread} or {@code shutdown hook}
 * @param name which one, for people, such as {@code 'poller'}
 * @param cleaned whether it was removed; a thread that does not end is not
 */
public record Leftover(String kind, String name, boolean cleaned) {

    /** Checks that nothing is missing. */
    public Leftover {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
    }
}
