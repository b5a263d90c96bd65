package io.orka.plugins;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.RegistryFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry entries that were applied last, reconstructed from the lock file. */
final class LockedEntries {

    private static final Logger LOG = LoggerFactory.getLogger(LockedEntries.class);

    private LockedEntries() {}

    /** Returns the entries, sorted by key. */
    static List<PluginEntry> of(Map<PluginKey, LockEntry> locked, RegistryFile registry) {
        List<PluginEntry> entries = new ArrayList<>();
        locked.forEach((key, value) -> {
            try {
                entries.add(registry.entry(key, value));
            } catch (OrkaFailure e) {
                LOG.warn("{} is unknown until the registry is read. {}", key, e.line());
            }
        });
        entries.sort(Comparator.comparing(entry -> entry.key().toString()));
        return List.copyOf(entries);
    }
}
