package io.orka.shell;

import java.util.Locale;

/**
 * Makes text from plugins and build logs harmless to a terminal: control characters, and characters that change the
 * writing direction, are replaced by their escapes.
 */
final class Plain {

    private Plain() {}

    /** Returns text in one line; a line break becomes {@code \n}, a tab stays. */
    static String line(String text) {
        return escape(text.replace("\r\n", "\\n").replace("\n", "\\n"));
    }

    /** Escapes JSON text without a change of its meaning; line breaks between tokens stay. */
    static String json(String text) {
        return escape(text);
    }

    private static String escape(String text) {
        if (text.codePoints().noneMatch(Plain::isHarmful)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHarmful(point)) {
                for (char part : Character.toChars(point)) {
                    safe.append(String.format(Locale.ROOT, "\\u%04x", (int) part));
                }
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean isHarmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\t' && point != '\n';
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
