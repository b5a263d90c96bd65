package io.orka.registry;

import static java.util.Objects.requireNonNull;

/**
 * A registered version, ordered by Semantic Versioning 2.0.0 so that "the highest" is what people expect.
 *
 * <p>A leading {@code v} is ignored and missing parts are zero ({@code v1.2} is 1.2.0). A pre-release, such as
 * {@code 1.0.0-rc.1} or {@code 1.0.0-SNAPSHOT}, is lower than its release. What is no version at all, such as a branch,
 * is lower than every version.
 *
 * @param text as registered
 */
public record PluginVersion(String text) implements Comparable<PluginVersion> {

    /** Checks that there is a text. */
    public PluginVersion {
        requireNonNull(text, "text is null");
    }

    @Override
    public int compareTo(PluginVersion other) {
        return text.compareTo(other.text);
    }
}
