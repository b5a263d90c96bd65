package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A registered version, ordered by Semantic Versioning 2.0.0 so that "the highest" is what people expect.
 *
 * <p>A leading {@code v} is ignored and missing parts are zero ({@code v1.2} is 1.2.0). A pre-release, such as
 * {@code 1.0.0-rc.1} or {@code 1.0.0-SNAPSHOT}, is lower than its release. What is no version at all, such as a branch,
 * is lower than every version. Numbers may have any length. Texts of the same rank, such as {@code v1.2} and
 * {@code 1.2.0}, are ordered as texts, so that only equal texts compare as equal.
 *
 * @param text as registered
 */
public record PluginVersion(String text) implements Comparable<PluginVersion> {

    /** Checks that there is a text. */
    public PluginVersion {
        requireNonNull(text, "text is null");
    }

    /**
     * The numbers of the version: major, minor, micro.
     *
     * @return three numbers, those that are too large for an int as {@link Integer#MAX_VALUE}; empty when the text is
     *     no version
     */
    public List<Integer> numbers() {
        return VersionParts.of(text).numbers();
    }

    /**
     * What stands behind the numbers, without the mark in front of it: {@code rc.1} of {@code 1.0.0-rc.1},
     * {@code Final} of {@code 1.0.0.Final}, {@code 4} of {@code 1.2.3.4}.
     *
     * @return the rest, possibly empty; the whole text when it is no version
     */
    public String qualifier() {
        return VersionParts.of(text).qualifier();
    }

    @Override
    public int compareTo(PluginVersion other) {
        int order = VersionParts.of(text).compareTo(VersionParts.of(other.text));
        return order != 0 ? order : text.compareTo(other.text);
    }
}
