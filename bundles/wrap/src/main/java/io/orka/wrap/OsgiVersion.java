package io.orka.wrap;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * Converts registered versions to OSGi's form (OSGi Core 8, section 3.2.5): three numbers and a qualifier.
 *
 * <p>OSGi has no pre-releases, so this form must not be used to find the highest version.
 */
public final class OsgiVersion {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern NUMBERS =
            Pattern.compile("[vV]?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:[.+_-](.*))?", Pattern.DOTALL);

    private OsgiVersion() {}

    /**
     * Converts any string to a version: {@code v1.2} to 1.2.0, {@code 1.0.0-rc.1} to 1.0.0.rc-1.
     *
     * @param version a tag, branch or commit
     * @return the string's numbers, with the rest as the qualifier; or 0.0.0 with the whole string as the qualifier if
     *     OSGi does not support its numbers, such as for a branch or a commit
     */
    public static Version of(String version) {
        requireNonNull(version, "version is null");
        Matcher matcher = NUMBERS.matcher(version);
        return !COMMIT.matcher(version).matches() && matcher.matches()
                ? new Version(
                        number(matcher.group(1)),
                        number(matcher.group(2)),
                        number(matcher.group(3)),
                        qualifier(matcher.group(4)))
                : new Version(0, 0, 0, qualifier(version));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String qualifier(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[^A-Za-z0-9_-]", "-");
    }
}
