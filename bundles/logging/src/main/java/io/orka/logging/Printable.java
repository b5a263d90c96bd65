package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes untrusted text safe for a line of the log: characters that control a terminal or change the direction of
 * writing are replaced with escapes.
 */
final class Printable {

    private Printable() {}

    /** Returns the text in one line; line breaks become {@code | }, tabs are kept. */
    static String line(String text) {
        return isPlain(text) ? text : escape(text.stripTrailing().replaceAll("[\\r\\n]+", " | "), false);
    }

    /**
     * Escapes JSON in one line with a final line break; in JSON, an escaped character is equal to the character itself.
     */
    static String json(String line) {
        return escape(line, true);
    }

    /** Returns the message of an event, with its key-value pairs. */
    static String message(ILoggingEvent event) {
        StringBuilder message = new StringBuilder(line(String.valueOf(event.getFormattedMessage())));
        Tag.others(event).forEach(pair -> message.append(' ').append(line(pair.toString())));
        return message.toString();
    }

    /** Returns a stack trace, whose lines start with a tab, unlike lines of the log itself. */
    static String trace(@Nullable IThrowableProxy thrown) {
        if (thrown == null) {
            return "";
        }
        String trace =
                escape(ThrowableProxyUtil.asString(thrown).stripTrailing().replace("\r", ""), true);
        return "\t" + trace.replace("\n", "\n\t") + "\n";
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String escape(String text, boolean lines) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (point == '\t' || (lines && point == '\n') || !isHarmful(point)) {
                safe.appendCodePoint(point);
            } else {
                for (char part : Character.toChars(point)) {
                    safe.append(String.format(Locale.ROOT, "\\u%04x", (int) part));
                }
            }
        });
        return safe.toString();
    }

    private static boolean isHarmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
