package io.orka.process;

import java.util.Locale;

/**
 * Makes a line from an untrusted source safe for a terminal. Replaces characters that control the terminal, end the
 * line or change the direction of writing by an escape with their code.
 */
final class HarmlessText {

    private HarmlessText() {}

    static String of(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : escape(text, i);
    }

    private static String escape(String text, int from) {
        StringBuilder clean = new StringBuilder(text.length() + 16).append(text, 0, from);
        text.substring(from).codePoints().forEach(point -> {
            if (point == '\t' || !isHarmful(point)) {
                clean.appendCodePoint(point);
            } else if (Character.isISOControl(point)) {
                clean.append(String.format(Locale.ROOT, "\\x%02x", point));
            } else {
                for (char part : Character.toChars(point)) {
                    clean.append(String.format(Locale.ROOT, "\\u%04x", (int) part));
                }
            }
        });
        return clean.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
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
