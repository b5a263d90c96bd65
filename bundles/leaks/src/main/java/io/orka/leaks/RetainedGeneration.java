package io.orka.leaks;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.time.Instant;
import java.util.List;

/**
 * A closed generation whose classes are still in memory.
 *
 * @param key the plugin
 * @param commit the commit that the generation was built from
 * @param since the time at which the generation was closed
 * @param holders the objects that hold the classes, for messages; empty when no such object was found, usually because
 *     the classes were not collected yet
 */
public record RetainedGeneration(PluginKey key, String commit, Instant since, List<String> holders) {

    /** Checks that nothing is missing. */
    public RetainedGeneration {
        requireNonNull(key, "key is null");
        requireNonNull(commit, "commit is null");
        requireNonNull(since, "since is null");
        holders = List.copyOf(holders);
    }
}
