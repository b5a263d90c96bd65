package io.orka.plugins;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.Previous;
import io.orka.registry.Registry;
import io.orka.registry.RegistryFile;
import io.orka.registry.RepositoryUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What outlives a simulated host: registry, lock and store. Its writes are whole or do not happen; any may crash the host. */
final class SimulatedDisk {

    /** The process was killed. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The disk is full. */
    static final class Full extends OrkaFailure {
        private static final long serialVersionUID = 1L;

        Full() {
            super("ORKA-REG-06", "the disk is full", "Make room", null);
        }
    }

    /** What happens to the next write. */
    enum Fate {
        WRITTEN,
        FULL,
        CRASH_BEFORE,
        CRASH_AFTER
    }

    final Map<PluginKey, LockEntry> lock = new HashMap<>();
    final Set<String> store = new HashSet<>();
    final List<PluginKey> registered = new ArrayList<>();
    boolean registryBroken;
    Fate fate = Fate.WRITTEN;
    boolean crashed;

    private int edits;

    static PluginEntry entry(PluginKey key) {
        return new PluginEntry(
                key,
                RepositoryUrl.parse("https://example.org/" + key.name() + ".git", Path.of("/")),
                "Service",
                null,
                "",
                false,
                EntryLimits.none());
    }

    Registry readRegistry() {
        if (registryBroken) {
            return new RegistryFile(Path.of("no such registry")).read(); // throws what a broken one throws
        }
        return new Registry(registered.stream().map(SimulatedDisk::entry).toList(), List.of(), "edit " + edits);
    }

    void register(List<PluginKey> keys) {
        registered.clear();
        registered.addAll(keys);
        edits++;
    }

    /** The registry edit of a rollback. */
    void back(PluginKey from, Previous previous) {
        if (!registered.contains(from) || registryBroken) {
            throw new Full();
        }
        write(() -> {
            List<PluginKey> keys = new ArrayList<>(registered);
            keys.set(keys.indexOf(from), previous.key());
            register(keys.stream().distinct().toList());
        });
    }

    void writeLock(Map<PluginKey, LockEntry> entries) {
        write(() -> {
            lock.clear();
            lock.putAll(entries);
        });
    }

    private void write(Runnable write) {
        if (crashed) {
            throw new Crash();
        }
        Fate now = fate;
        fate = Fate.WRITTEN;
        if (now == Fate.FULL) {
            throw new Full();
        }
        crashed = now == Fate.CRASH_BEFORE || now == Fate.CRASH_AFTER;
        if (now != Fate.CRASH_BEFORE) {
            write.run();
        }
        if (crashed) {
            throw new Crash();
        }
    }
}
