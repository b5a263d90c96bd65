package io.orka.identity;

import static java.util.Objects.requireNonNull;

import io.orka.sdk.SemanticVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registered version: a tag, branch or commit, ordered so that "the highest" is what people expect.
 *
 * <p>A leading {@code v} makes no difference to people: {@code v1.2.0} and {@code 1.2.0} are two spellings of one version.
 *
 * <p>Semantic versions have their order, see {@link SemanticVersion}. What is none, such as a branch, is lower than each of
 * them. Texts of the same precedence, such as {@code v1.2} and {@code 1.2.0}, are ordered as texts, so that only equal texts
 * compare as equal.
 *
 * @param text as registered
 */
public record PluginVersion(String text) implements Comparable<PluginVersion> {

    /** Checks that there is a text. */
    public PluginVersion {
        requireNonNull(text, "text is null");
    }

    /**
     * The semantic version that the text is.
     *
     * @return empty when it is none, such as a branch or a commit
     */
    public Optional<SemanticVersion> semantic() {
        return SemanticVersion.parse(text);
    }

    /**
     * Whether two versions are the same apart from a leading {@code v}.
     *
     * @param one as registered or typed, or {@code null} for none
     * @param other the same
     * @return whether people mean one by the other
     */
    public static boolean alike(@Nullable String one, @Nullable String other) {
        return withoutV(one).equals(withoutV(other));
    }

    /**
     * The spelling with a leading {@code v} of a version without one, and the other way round.
     *
     * @param version as registered or typed
     * @return another text that is {@link #alike}
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
