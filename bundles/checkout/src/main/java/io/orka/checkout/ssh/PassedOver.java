package io.orka.checkout.ssh;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection would have with the ssh program, and has not here: it is told when the connection fails. Safe for use
 * by many threads.
 */
final class PassedOver {

    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable String refused;

    synchronized void add(String note) {
        notes.add(note);
    }

    /** Notes a setting without which no connection can be made. */
    synchronized void refuse(String setting, String place) {
        refused = setting + " at " + place;
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    synchronized Optional<String> refused() {
        return Optional.ofNullable(refused);
    }
}
