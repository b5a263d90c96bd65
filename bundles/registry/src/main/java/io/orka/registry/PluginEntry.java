package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import org.jspecify.annotations.Nullable;

/**
 * One valid entry of {@code plugins.json}.
 *
 * @param key name and version
 * @param repo the repository's address
 * @param service the service name by which client code finds the plugin
 * @param ref the tag, branch or commit to build if it differs from the version, or {@code null}
 * @param path the plugin's directory in the repository, relative, with forward slashes; empty for the root
 * @param tests whether the build runs the plugin's tests
 * @param limits the limits of the plugin's calls and of its process
 */
public record PluginEntry(
        PluginKey key,
        RepositoryUrl repo,
        String service,
        @Nullable String ref,
        String path,
        boolean tests,
        EntryLimits limits) {

    /** Rejects {@code null} in required components. */
    public PluginEntry {
        requireNonNull(key, "key is null");
        requireNonNull(repo, "repo is null");
        requireNonNull(service, "service is null");
        requireNonNull(path, "path is null");
        requireNonNull(limits, "limits is null");
    }

    /**
     * Returns the tag, branch or commit to build: {@code ref}, else the version, else {@code null} for the default
     * branch.
     *
     * @return a Git ref, or {@code null}
     */
    public @Nullable String wantedRef() {
        return ref != null ? ref : key.version();
    }
}
