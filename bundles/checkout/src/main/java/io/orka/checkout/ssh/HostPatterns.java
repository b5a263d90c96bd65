package io.orka.checkout.ssh;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lists of patterns in the syntax of OpenSSH: {@code *}, {@code ?}, and {@code !} before a pattern that must not match.
 */
final class HostPatterns {

    private HostPatterns() {}

    /** Returns whether at least one pattern without {@code !} matches, and no pattern with {@code !}. */
    static boolean match(List<String> patterns, String text) {
        boolean found = false;
        for (String pattern : patterns) {
            boolean not = pattern.startsWith("!");
            if (matches(not ? pattern.substring(1) : pattern, text)) {
                if (not) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.matches(regex.toString(), text.toLowerCase(Locale.ROOT));
    }
}
