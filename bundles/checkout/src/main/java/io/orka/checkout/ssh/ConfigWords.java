package io.orka.checkout.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One parsed line of an SSH configuration.
 *
 * @param keyword the keyword in lowercase; empty for an empty line or a comment
 * @param arguments the arguments without quotes
 */
record ConfigWords(String keyword, List<String> arguments) {

    static ConfigWords of(String line) {
        List<String> words = split(line.strip());
        if (words.isEmpty()) {
            return new ConfigWords("", List.of());
        }
        return new ConfigWords(words.get(0).toLowerCase(Locale.ROOT), List.copyOf(words.subList(1, words.size())));
    }

    /** Returns the first argument, or an empty string. */
    String value() {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    private static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean open = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean afterKeyword = c == '=' && (words.isEmpty() || (words.size() == 1 && !open && first(line, i)));
            if (c == '"') {
                quoted = !quoted;
                open = true;
            } else if (c == '\\' && i + 1 < line.length() && "\"\\ ".indexOf(line.charAt(i + 1)) >= 0) {
                word.append(line.charAt(++i));
                open = true;
            } else if (!quoted && c == '#' && !open) {
                break;
            } else if (!quoted && (Character.isWhitespace(c) || afterKeyword)) {
                if (open) {
                    words.add(word.toString());
                    word.setLength(0);
                    open = false;
                }
            } else {
                word.append(c);
                open = true;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }

    /** Returns whether a position has the only equals sign that is allowed between a keyword and its arguments. */
    private static boolean first(String line, int at) {
        return line.indexOf('=') == at;
    }
}
