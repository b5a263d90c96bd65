package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import org.jspecify.annotations.Nullable;

/**
 * One valid line of {@code plugins.json}.
 *
 * @param key name and version
 * @param repo where the repository is
 * @param service the service name engine code knows the plugin by
 * @param ref the tag, branch or commit to take where it differs from the version, or {@code null}
 * @param path the plugin's directory inside the repository, relative, with forward slashes; empty for the top
 * @param tests whether the build runs the plugin's own tests
 * @param limits the limits of its calls, and what protects the host from it
 */
public record PluginEntry(
        PluginKey key,
        RepositoryUrl repo,
        String service,
        @Nullable String ref,
        String path,
        boolean tests,
        EntryLimits limits) {

    /** Checks that nothing required is missing. */
    public PluginEntry {
        requireNonNull(key, "key is null");
        requireNonNull(repo, "repo is null");
        requireNonNull(service, "service is null");
        requireNonNull(path, "path is null");
        requireNonNull(limits, "limits is null");
    }

    /**
     * The tag, branch or commit to take: {@code ref}, else the version, else {@code null} for the default branch.
     *
     * @return a name git may know, or {@code null}
     */
    public @Nullable String wantedRef() {
        return ref != null ? ref : key.version();
    }
}
