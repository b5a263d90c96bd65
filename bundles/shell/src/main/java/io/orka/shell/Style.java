package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;

/**
 * The capabilities of a session's terminal.
 *
 * @param width current columns of the terminal; 0 for unlimited
 * @param color whether the terminal supports colors and cursor movements
 */
record Style(IntSupplier width, boolean color) {

    Style {
        requireNonNull(width, "width is null");
    }

    static Style fixed(int width, boolean color) {
        return new Style(() -> width, color);
    }

    /**
     * Returns whether a terminal supports colors and <a href="https://no-color.org">NO_COLOR</a> does not disable them.
     */
    static boolean takesColor(Terminal terminal) {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }
}
