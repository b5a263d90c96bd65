package io.orka.registry;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A version taken apart: Semantic Versioning 2.0.0, with one to four numbers, and with a qualifier behind the third
 * number as Maven knows it ({@code 1.0.0.Final}), which has no rank.
 *
 * @param release four numbers; empty when the text is no version
 * @param preRelease the identifiers behind the hyphen; empty for a release
 * @param qualifier all that stands behind the third number
 */
record VersionParts(List<BigInteger> release, List<String> preRelease, String qualifier)
        implements Comparable<VersionParts> {

    private static final Pattern VERSION =
            Pattern.compile("[vV]?(\\d+)(?:\\.(\\d+)(?:\\.(\\d+)(?:\\.(\\d+)|\\.([A-Za-z][\\w.]*))?)?)?"
                    + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+([0-9A-Za-z.-]+))?");
    private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE);

    static VersionParts of(String text) {
        Matcher parts = VERSION.matcher(text);
        if (!parts.matches()) {
            return new VersionParts(List.of(), List.of(), text);
        }
        List<BigInteger> release = IntStream.rangeClosed(1, 4)
                .mapToObj(parts::group)
                .map(digits -> digits == null ? BigInteger.ZERO : new BigInteger(digits))
                .toList();
        String preRelease = parts.group(6);
        String qualifier = Stream.of(4, 5, 6, 7)
                .map(parts::group)
                .filter(part -> part != null)
                .reduce((left, right) -> left + "-" + right)
                .orElse("");
        return new VersionParts(
                release, preRelease == null ? List.of() : List.of(preRelease.split("\\.", -1)), qualifier);
    }

    /** Major, minor, micro; empty when the text is no version. */
    List<Integer> numbers() {
        return release.stream()
                .limit(3)
                .map(number -> number.min(LARGEST).intValue())
                .toList();
    }

    @Override
    public int compareTo(VersionParts other) {
        if (release.isEmpty() || other.release.isEmpty()) {
            return Boolean.compare(other.release.isEmpty(), release.isEmpty());
        }
        for (int i = 0; i < release.size(); i++) {
            int order = release.get(i).compareTo(other.release.get(i));
            if (order != 0) {
                return order;
            }
        }
        return comparePreReleases(preRelease, other.preRelease);
    }

    /** Clause 11.3 and 11.4 of the standard. */
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
        boolean leftNumeric = isNumeric(left);
        boolean rightNumeric = isNumeric(right);
        if (leftNumeric && rightNumeric) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return leftNumeric == rightNumeric ? left.compareTo(right) : Boolean.compare(rightNumeric, leftNumeric);
    }

    private static boolean isNumeric(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
