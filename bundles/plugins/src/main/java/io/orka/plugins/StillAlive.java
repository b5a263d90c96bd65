package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.time.Instant;
import java.util.List;

/**
 * A closed generation whose classes are still in memory.
 *
 * @param key the plugin
 * @param commit the commit that the generation was built from
 * @param since the time at which the generation was closed
 * @param holders the objects that keep its classes in memory, one sentence each; empty if none was found, usually
 *     because the classes were not collected yet
 */
public record StillAlive(PluginKey key, String commit, Instant since, List<String> holders) {}
