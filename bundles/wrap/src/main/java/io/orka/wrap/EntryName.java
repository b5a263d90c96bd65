package io.orka.wrap;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a jar's entry. The name is a safe relative path.
 *
 * @param text the name with forward slashes, without the slash at the end of a directory
 */
record EntryName(String text) {

    /** Files that Orka writes itself, and the signatures of the original jar, which are invalid for the bundle. */
    private static final Pattern REPLACED =
            Pattern.compile("meta-inf/(manifest\\.mf|orka/.*|sig-[^/]*|[^/]*\\.(sf|rsa|dsa|ec))", Pattern.DOTALL);

    /** A shaded copy of the SDK, since plugins must use the same SDK as their callers. */
    private static final Pattern SDK = Pattern.compile("(META-INF/versions/[^/]*/)?io/orka/sdk/.*", Pattern.DOTALL);

    private static final List<String> NOWHERE = List.of("", ".", "..");

    static EntryName of(String name, Path jar) {
        String text = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean strange = name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')
                || name.matches("(?s)[A-Za-z]:.*")
                || List.of(text.split("/", -1)).stream().anyMatch(NOWHERE::contains);
        if (strange) {
            throw WrapFailure.unsafeJar(
                    jar, "has the entry '" + printable(name) + "', which is not a plain relative path");
        }
        return new EntryName(text);
    }

    /** Returns whether the bundle contains the file. */
    boolean isPlugins() {
        return !REPLACED.matcher(text.toLowerCase(Locale.ROOT)).matches()
                && !SDK.matcher(text).matches();
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
