package io.orka.registry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for the strings of an entry; each returns the problem, or {@code null} for a valid string. */
final class EntryRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]{0,127}");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int LONGEST_PATH = 512;

    private EntryRules() {}

    static @Nullable String name(String name) {
        if (!NAME.matcher(name).matches()) {
            return "must be 1 to 64 characters of a-z, 0-9, '.', '_', '-' and start with a letter or digit";
        }
        return name.contains("..") || name.endsWith(".") ? "must not contain '..' or end with '.'" : null;
    }

    /** Checks a version or ref: a tag, branch or commit that is safe as a ref and as a directory name. */
    static @Nullable String version(String version) {
        if (!VERSION.matcher(version).matches()) {
            return "must be 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', '+', '/', '-' and start with a letter or digit";
        }
        if (version.contains("..")) {
            return "must not contain '..'";
        }
        for (String segment : version.split("/", -1)) {
            if (segment.isEmpty()) {
                return "must not have an empty part between slashes";
            }
            if (segment.startsWith(".") || segment.startsWith("-")) {
                return "must not have a part that starts with '.' or '-'";
            }
            if (segment.endsWith(".") || segment.endsWith(".lock")) {
                return "must not have a part that ends with '.' or '.lock'";
            }
        }
        return null;
    }

    static @Nullable String service(String service) {
        return SERVICE.matcher(service).matches()
                ? null
                : "must be 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', '-'";
    }

    static @Nullable String path(String path) {
        if (path.isEmpty()) {
            return null;
        }
        if (path.length() > LONGEST_PATH || path.contains("\\") || path.startsWith("/") || path.contains(":")) {
            return "must be relative, with forward slashes, and at most " + LONGEST_PATH + " characters long";
        }
        if (holdsInvisible(path)) {
            return "must not contain control characters";
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.equalsIgnoreCase(".git")) {
                return "must not have an empty part, '.', '..' or '.git' in it";
            }
        }
        return null;
    }

    /** Returns whether a text has control characters, or characters that change how their neighbors are displayed. */
    static boolean holdsInvisible(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }
}
