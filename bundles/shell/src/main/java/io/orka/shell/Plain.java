package io.orka.shell;

import java.util.Locale;

/**
 * Makes text from plugins and build logs harmless to a terminal: characters that control it, or that turn the direction
 * of writing, are shown as their number.
 */
final class Plain {

    private Plain() {}

    /** One line of text; a line break becomes {@code \n}, a tabulator stays. */
    static String line(String text) {
        return escape(text.replace("\r\n", "\\n").replace("\n", "\\n"));
    }

    /** JSON, where the number of a character means the same as the character; line breaks between tokens stay. */
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
