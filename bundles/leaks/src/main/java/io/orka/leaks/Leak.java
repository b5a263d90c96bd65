package io.orka.leaks;

import org.jspecify.annotations.Nullable;

/**
 * An object of a plugin that was found in a {@link LeakSource}.
 *
 * @param owner the owner of the object
 * @param kind the kind of the object, in the singular, such as {@code shutdown hook}
 * @param name the name of the object, for messages
 * @param holder the description of the object as a holder of the plugin's classes
 * @param removal removes the object; may run the plugin's code
 * @param thread the thread that must end to complete the removal, or {@code null} if there is none
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
