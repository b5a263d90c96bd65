package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.Locked;
import io.orka.registry.PluginKey;
import io.orka.registry.PluginLock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lock file and what it says: which commit and which bundle serves each key. Changed by the lifecycle thread. */
final class Ledger {

    private final PluginLock file;
    private volatile Map<PluginKey, Locked> entries;

    Ledger(PluginLock file) {
        this.file = requireNonNull(file, "file is null");
        entries = Map.copyOf(file.read());
    }

    Map<PluginKey, Locked> entries() {
        return entries;
    }

    @Nullable
    Locked get(PluginKey key) {
        return entries.get(key);
    }

    /** Records that a key serves and that others no longer do; on disk when it returns. */
    void record(PluginKey key, Locked locked, Collection<PluginKey> retired) {
        Map<PluginKey, Locked> next = new LinkedHashMap<>(entries);
        next.keySet().removeAll(retired);
        next.put(key, locked);
        write(next);
    }

    void remove(PluginKey key) {
        Map<PluginKey, Locked> next = new LinkedHashMap<>(entries);
        next.remove(key);
        write(next);
    }

    private void write(Map<PluginKey, Locked> next) {
        file.write(next);
        entries = Map.copyOf(next);
    }
}
