package io.orka.sdk;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version by the precedence of <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>: a
 * pre-release such as {@code 1.0.0-rc.1} is lower than its release. The service property
 * {@link ServiceProperties#SEMVER} has this type. OSGi filters such as {@code (orka.semver>=0.3.0)} compare the
 * property with an operand that OSGi constructs from the string. An operand that is not a semantic version matches no
 * version.
 *
 * <p>This class accepts more than the standard:
 *
 * <ul>
 *   <li>A leading {@code v} and white space around the string are ignored.
 *   <li>Missing numbers are zero: {@code v1.2} is 1.2.0.
 *   <li>A fourth number is compared after the third: {@code 1.2.3.4}.
 *   <li>A Maven qualifier has no precedence: {@code 1.0.0.Final} is 1.0.0.
 *   <li>Numbers may have any length.
 * </ul>
 *
 * <p>Build metadata has no precedence: {@code 1.0.0+a} and {@code 1.0.0+b} are equal.
 *
 * <p>Immutable; equality is consistent with the order.
 */
public final class SemanticVersion implements Comparable<SemanticVersion> {

    private final String text;
    private final List<String> release;
    private final List<String> preRelease;

    /**
     * Parses a version.
     *
     * @param text the version, such as {@code 0.3.0}, {@code v1.2} or {@code 1.0.0-rc.1+build.5}
     * @throws IllegalArgumentException if the string is not a semantic version, such as the name of a branch
     */
    public SemanticVersion(String text) {
        this(text.strip(), new VersionText(text.strip()));
    }

    private SemanticVersion(String text, VersionText parts) {
        if (!parts.isVersion()) {
            throw new IllegalArgumentException("'" + text + "' is not a semantic version");
        }
        this.text = text;
        this.release = parts.release();
        this.preRelease = parts.preRelease();
    }

    /**
     * Parses a string that may be a version.
     *
     * @param text any string
     * @return the version; empty if the string is not a semantic version, such as the name of a branch
     */
    public static Optional<SemanticVersion> parse(String text) {
        String stripped = text.strip();
        VersionText parts = new VersionText(stripped);
        return parts.isVersion() ? Optional.of(new SemanticVersion(stripped, parts)) : Optional.empty();
    }

    @Override
    public int compareTo(SemanticVersion other) {
        for (int i = 0; i < release.size(); i++) {
            int order = compareNumbers(release.get(i), other.release.get(i));
            if (order != 0) {
                return order;
            }
        }
        return comparePreReleases(preRelease, other.preRelease);
    }

    /** Compares pre-releases by clauses 11.3 and 11.4 of the standard. */
    private static int comparePreReleases(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifiers(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareIdentifiers(String left, String right) {
        boolean leftNumber = VersionText.isNumber(left);
        boolean rightNumber = VersionText.isNumber(right);
        if (leftNumber && rightNumber) {
            return compareNumbers(left, right);
        }
        return leftNumber == rightNumber ? left.compareTo(right) : Boolean.compare(rightNumber, leftNumber);
    }

    /** Compares strings of digits without leading zeros, of any length. */
    private static int compareNumbers(String left, String right) {
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SemanticVersion version
                && release.equals(version.release)
                && preRelease.equals(version.preRelease);
    }

    @Override
    public int hashCode() {
        return 31 * release.hashCode() + preRelease.hashCode();
    }

    /**
     * Returns the string that was parsed.
     *
     * @return the string, without white space around it
     */
    @Override
    public String toString() {
        return text;
    }
}
