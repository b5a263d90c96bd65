package io.orka.identity;

/** Text from outside as it stands in a message: with nothing in it that a terminal obeys. */
public final class SafeText {

    private static final int LONGEST = 80;

    private SafeText() {}

    /** A quoted beginning of the text. */
    public static String quoted(String text) {
        return text.length() <= LONGEST
                ? "'" + printable(text) + "'"
                : "'" + printable(text.substring(0, LONGEST)) + "…'";
    }

    /** Everything but printable ASCII is escaped, so that a Cyrillic lookalike is seen for what it is. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }
}
