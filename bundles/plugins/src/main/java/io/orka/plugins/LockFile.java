package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lock file: the commit and the bundle of each active key. Safe for use by multiple threads. Only the lifecycle
 * thread changes the file.
 */
final class LockFile {

    private final LifecycleExecutor lifecycle;
    private final Consumer<Map<PluginKey, LockEntry>> file;
    private volatile Map<PluginKey, LockEntry> entries;

    /**
     * Creates an object with the content of the file.
     *
     * @param file writes all entries to disk, or throws and leaves the file unchanged
     */
    LockFile(LifecycleExecutor lifecycle, Map<PluginKey, LockEntry> entries, Consumer<Map<PluginKey, LockEntry>> file) {
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.entries = Map.copyOf(entries);
        this.file = requireNonNull(file, "file is null");
    }

    Map<PluginKey, LockEntry> entries() {
        return entries;
    }

    @Nullable
    LockEntry get(PluginKey key) {
        return entries.get(key);
    }

    /**
     * Records that a key is active, and that other keys are no longer active. The record is on disk when this method
     * returns. Does not write the file if nothing changes.
     */
    void record(PluginKey key, LockEntry locked, Collection<PluginKey> retired) {
        Map<PluginKey, LockEntry> next = new LinkedHashMap<>(entries);
        next.keySet().removeAll(retired);
        next.put(key, locked);
        if (!next.equals(entries)) {
            write(next);
        }
    }

    /** Records that keys are no longer active; does not write the file if nothing changes. */
    void remove(Set<PluginKey> keys) {
        Map<PluginKey, LockEntry> next = new LinkedHashMap<>(entries);
        if (next.keySet().removeAll(keys)) {
            write(next);
        }
    }

    private void write(Map<PluginKey, LockEntry> next) {
        lifecycle.requireCurrent();
        file.accept(next);
        entries = Collections.unmodifiableMap(next);
    }
}
