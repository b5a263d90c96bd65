package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.util.function.IntSupplier;

/**
 * What a session's display can do.
 *
 * @param width its columns now; 0 for as many as it takes
 * @param colour whether it takes colours and cursor movements
 */
record Style(IntSupplier width, boolean colour) {

    Style {
        requireNonNull(width, "width is null");
    }

    static Style fixed(int width, boolean colour) {
        return new Style(() -> width, colour);
    }
}
