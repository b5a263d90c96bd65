package io.orka.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Breaks text into lines that fit a terminal. */
final class Wrapped {

    /** The smallest length of lines, also on narrower terminals. */
    private static final int LEAST = 20;

    private Wrapped() {}

    /**
     * Breaks a paragraph at blanks.
     *
     * @param width columns of the terminal; 0 for one line
     * @param first the prefix of the first line
     * @param indent the prefix of other lines
     */
    static List<String> lines(String text, int width, String first, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int limit = width == 0 ? Integer.MAX_VALUE : Math.max(width, indent.length() + LEAST);
        boolean empty = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!empty && length(line) + 1 + length(word) > limit) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(CharSequence text) {
        return new AttributedString(text).columnLength();
    }
}
