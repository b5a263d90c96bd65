package io.orka.registry;

/** Text from outside as it stands in a message: quoted, short, and with nothing in it that a terminal obeys. */
final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** Everything but printable ASCII is escaped, so that a Cyrillic lookalike is seen for what it is. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            if (i == LONGEST) {
                return shown.append("…'").toString();
            }
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append('\'').toString();
    }
}
