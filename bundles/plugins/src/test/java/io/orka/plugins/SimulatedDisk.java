package io.orka.plugins;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.Edited;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files that outlive a simulated host: registry, lock file and store. A write is complete or does not happen. Each
 * write can crash the host.
 */
final class SimulatedDisk implements RegistryEdits {

    /** Thrown when the process is killed. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Thrown when the disk is full. */
    static final class Full extends OrkaFailure {
        private static final long serialVersionUID = 1L;

        Full() {
            super("ORKA-REG-06", "the disk is full", "Make room", null);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** Thrown when the registry rejects an edit. */
    static final class Refused extends OrkaFailure {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super("ORKA-REG-03", why, "Correct it", null);
        }
    }

    /** The outcome of the next write. */
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
            return new RegistryFile(Path.of("no such registry")).read(); // throws the failure of a broken registry
        }
        return new Registry(registered.stream().map(SimulatedDisk::entry).toList(), List.of(), digest());
    }

    /** Returns the content of the registry file as a file watcher sees it. */
    String digest() {
        return registryBroken ? "broken" : registered.toString();
    }

    /** Replaces the entries, as a user's edit of the file does. */
    void register(List<PluginKey> keys) {
        registered.clear();
        registered.addAll(keys);
    }

    @Override
    public Edited add(String name, @Nullable String version, String repo, String service) {
        return edit(keys -> keys.add(new PluginKey(name, version)));
    }

    @Override
    public Edited remove(PluginKey key) {
        return edit(keys -> keys.remove(index(keys, key)));
    }

    @Override
    public Edited move(PluginKey from, String version) {
        return edit(keys -> keys.set(index(keys, from), new PluginKey(from.name(), version)));
    }

    @Override
    public Edited back(PluginKey from, Previous previous) {
        return edit(keys -> keys.set(index(keys, from), previous.key()));
    }

    private static int index(List<PluginKey> keys, PluginKey key) {
        int index = keys.indexOf(key);
        if (index < 0) {
            throw new Refused(key + " is not in the registry");
        }
        return index;
    }

    private Edited edit(Consumer<List<PluginKey>> edit) {
        Registry read = readRegistry();
        List<PluginKey> keys = new ArrayList<>(registered);
        edit.accept(keys);
        if (new HashSet<>(keys).size() < keys.size()) {
            throw new Refused("an entry would be there twice");
        }
        write(() -> register(keys));
        return new Edited(read.digest(), digest());
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
