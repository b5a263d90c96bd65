package io.orka.leaks;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.time.Instant;
import java.util.List;

/**
 * A generation that was closed and whose classes are still in memory.
 *
 * @param key the plugin
 * @param commit what it was built from
 * @param since when it was closed
 * @param holders what holds the classes, in words a person can act on; empty when nothing was found, which mostly means that
 *     they were not collected yet
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
