package io.orka.leaks;

import org.jspecify.annotations.Nullable;

/**
 * An object of a plugin that was found in a {@link LeakSource}.
 *
 * @param owner whose it is
 * @param kind what it is, in the singular, such as {@code shutdown hook}
 * @param name which one, for people
 * @param holder the same as the answer to who holds the plugin's classes in memory
 * @param removal removes it; may run the plugin's code
 * @param thread the thread that must have ended before it is gone, or {@code null} where the removal itself is the end
 */
record Leak(
        Owner owner,
        String kind,
        String name,
        String holder,
        Leftovers.Step removal,
        @Nullable Thread thread) {

    static Leak of(Owner owner, String kind, String name, Leftovers.Step removal) {
        return new Leak(owner, kind, name, kind + " " + name, removal, null);
    }
}
