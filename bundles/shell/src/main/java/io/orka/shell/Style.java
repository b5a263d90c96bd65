package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;

/**
 * The abilities of a session's terminal.
 *
 * @param width its current columns; 0 for unlimited
 * @param colour whether it supports colors and cursor movements
 */
record Style(IntSupplier width, boolean colour) {

    Style {
        requireNonNull(width, "width is null");
    }

    static Style fixed(int width, boolean colour) {
        return new Style(() -> width, colour);
    }

    /**
     * Whether a terminal supports colors and its user wants them, as <a href="https://no-color.org">NO_COLOR</a> says.
     */
    static boolean takesColour(Terminal terminal) {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }
}
