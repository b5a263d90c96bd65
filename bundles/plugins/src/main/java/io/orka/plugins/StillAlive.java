package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.time.Instant;
import java.util.List;

/**
 * A closed generation whose classes are still in memory.
 *
 * @param key its plugin
 * @param commit the commit it was built from
 * @param since the time at which it was closed
 * @param holders the objects that keep its classes in memory, one sentence each; empty if it may only not be collected
 *     yet
 */
public record StillAlive(PluginKey key, String commit, Instant since, List<String> holders) {}
