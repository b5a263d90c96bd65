package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.identity.SafeText;
import java.util.regex.Pattern;

/** An id that is safe as a file name: a commit, a tree, a digest. */
final class SafeId {

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,127}");

    private SafeId() {}

    static void check(String field, String id) {
        if (!ID.matcher(requireNonNull(id, field + " is null")).matches()) {
            throw new IllegalArgumentException("'" + field + "' is not a valid id: " + SafeText.quoted(id));
        }
    }
}
