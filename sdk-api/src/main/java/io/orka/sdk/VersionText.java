package io.orka.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses the string of a {@link SemanticVersion} in one pass: a host with thousands of plugins parses thousands of
 * versions.
 */
final class VersionText {

    private static final int NUMBERS = 4;
    private static final int STANDARD_NUMBERS = 3;

    private final String text;
    private final List<String> release = new ArrayList<>(NUMBERS);
    private final List<String> preRelease = new ArrayList<>(0);
    private final boolean isVersion;
    private int at;

    VersionText(String text) {
        this.text = text;
        at = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
        isVersion = readNumbers() && readPreRelease() && readBuild() && at == text.length();
        while (release.size() < NUMBERS) {
            release.add("0");
        }
    }

    boolean isVersion() {
        return isVersion;
    }

    /** Returns four numbers without leading zeros. */
    List<String> release() {
        return List.copyOf(release);
    }

    /** Returns the identifiers after the hyphen, numbers without leading zeros; empty for a release. */
    List<String> preRelease() {
        return List.copyOf(preRelease);
    }

    private boolean readNumbers() {
        do {
            int begin = at;
            while (isDigit(here())) {
                at++;
            }
            if (at == begin) {
                return release.size() == STANDARD_NUMBERS && readQualifier();
            }
            release.add(withoutLeadingZeros(text.substring(begin, at)));
        } while (release.size() < NUMBERS && readMark('.'));
        return true;
    }

    private boolean readQualifier() {
        if (!isLetter(here())) {
            return false;
        }
        while (isLetter(here()) || isDigit(here()) || here() == '_' || here() == '.') {
            at++;
        }
        return true;
    }

    private boolean readPreRelease() {
        if (readMark('-')) {
            do {
                int begin = at;
                while (isIdentifier(here())) {
                    at++;
                }
                if (at == begin) {
                    return false;
                }
                String identifier = text.substring(begin, at);
                preRelease.add(isNumber(identifier) ? withoutLeadingZeros(identifier) : identifier);
            } while (readMark('.'));
        }
        return true;
    }

    private boolean readBuild() {
        if (readMark('+')) {
            int begin = at;
            while (isIdentifier(here()) || here() == '.') {
                at++;
            }
            return at > begin;
        }
        return true;
    }

    private boolean readMark(char mark) {
        boolean there = here() == mark;
        at += there ? 1 : 0;
        return there;
    }

    /** Returns the next character; after the end, a character that is never valid. */
    private char here() {
        return at < text.length() ? text.charAt(at) : '\n';
    }

    static boolean isNumber(String identifier) {
        for (int i = 0; i < identifier.length(); i++) {
            if (!isDigit(identifier.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String withoutLeadingZeros(String digits) {
        int begin = 0;
        while (begin < digits.length() - 1 && digits.charAt(begin) == '0') {
            begin++;
        }
        return digits.substring(begin);
    }

    private static boolean isIdentifier(char c) {
        return isLetter(c) || isDigit(c) || c == '-';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
