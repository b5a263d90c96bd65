package io.orka.checkout.ssh;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ignored settings that ssh supports and Orka does not support. Failures of a connection report these settings.
 * Safe for use by multiple threads.
 */
final class PassedOver {

    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable String refused;

    synchronized void add(String note) {
        notes.add(note);
    }

    /** Records a setting that makes a connection impossible. */
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
