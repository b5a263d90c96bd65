package io.orka.identity;

import static java.util.Objects.requireNonNull;

import io.orka.sdk.SemanticVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registered version: a tag, branch or commit. Versions are ordered. A call without a version goes to the highest
 * version.
 *
 * <p>A leading {@code v} makes no difference: {@code v1.2.0} and {@code 1.2.0} are two spellings of one version.
 *
 * <p>Semantic versions are ordered as {@link SemanticVersion} defines. Any other version, such as a branch, is lower
 * than every semantic version. Versions of the same precedence, such as {@code v1.2} and {@code 1.2.0}, are ordered as
 * strings, so that only equal strings compare as equal.
 *
 * @param text the version as registered
 */
public record PluginVersion(String text) implements Comparable<PluginVersion> {

    /** Rejects {@code null}. */
    public PluginVersion {
        requireNonNull(text, "text is null");
    }

    /**
     * Parses the text as a semantic version.
     *
     * @return empty when the text is not a semantic version, such as a branch or a commit
     */
    public Optional<SemanticVersion> semantic() {
        return SemanticVersion.parse(text);
    }

    /**
     * Returns whether two versions are the same apart from a leading {@code v}.
     *
     * @param one a version as registered or typed, or {@code null} for none
     * @param other a version as registered or typed, or {@code null} for none
     * @return {@code true} for two spellings of one version
     */
    public static boolean alike(@Nullable String one, @Nullable String other) {
        return withoutV(one).equals(withoutV(other));
    }

    /**
     * Returns the version without its leading {@code v}, or with a leading {@code v} if it has none.
     *
     * @param version a version as registered or typed
     * @return the other spelling, which is {@link #alike}
     */
    public static String otherSpelling(String version) {
        return hasV(version) ? withoutV(version) : "v" + version;
    }

    private static boolean hasV(String version) {
        return version.startsWith("v");
    }

    private static String withoutV(@Nullable String version) {
        String text = version == null ? "" : version;
        return hasV(text) ? text.substring(1) : text;
    }

    @Override
    public int compareTo(PluginVersion other) {
        Optional<SemanticVersion> mine = semantic();
        Optional<SemanticVersion> others = other.semantic();
        int order = mine.isPresent() && others.isPresent()
                ? mine.get().compareTo(others.get())
                : Boolean.compare(mine.isPresent(), others.isPresent());
        return order != 0 ? order : text.compareTo(other.text);
    }
}
