package io.orka.identity;

/** Makes text from outside safe for a message: the result contains no control sequences of terminals. */
public final class SafeText {

    private static final int LONGEST = 80;

    private SafeText() {}

    /** Returns the start of the text, in quotes. */
    public static String quoted(String text) {
        return text.length() <= LONGEST
                ? "'" + printable(text) + "'"
                : "'" + printable(text.substring(0, LONGEST)) + "…'";
    }

    /** Escapes everything but printable ASCII, so that Cyrillic lookalikes are visible. */
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
