package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;

/**
 * The abilities of a session's terminal.
 *
 * @param width its current columns; 0 for unlimited
 * @param color whether it supports colors and cursor movements
 */
record Style(IntSupplier width, boolean color) {

    Style {
        requireNonNull(width, "width is null");
    }

    static Style fixed(int width, boolean color) {
        return new Style(() -> width, color);
    }

    /**
     * Whether a terminal supports colors and its user wants them, as <a href="https://no-color.org">NO_COLOR</a> says.
     */
    static boolean takesColor(Terminal terminal) {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }
}
