package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.time.Instant;
import java.util.List;

/**
 * A generation that was closed and whose classes are still in memory.
 *
 * @param key the plugin it was
 * @param commit what it was built from
 * @param since when it was closed
 * @param holders who holds its classes, in words a person can act on; empty while it is merely not collected yet
 */
public record StillAlive(PluginKey key, String commit, Instant since, List<String> holders) {}
