package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares the registry with the running plugins. The comparison is a pure function, which reads no files and changes
 * nothing.
 */
final class Planner {

    private Planner() {}

    /**
     * Returns the changes, in registry order, removals last.
     *
     * @param desired the entries of the registry
     * @param running the active plugins with their lock entries
     * @return the plan
     */
    static Plan plan(List<PluginEntry> desired, Map<PluginKey, LockEntry> running) {
        List<Change> changes = new ArrayList<>();
        Set<PluginKey> unwanted = new LinkedHashSet<>(running.keySet());
        desired.forEach(entry -> unwanted.remove(entry.key()));
        for (PluginEntry entry : desired) {
            LockEntry locked = running.get(entry.key());
            if (locked == null) {
                Set<PluginKey> olds = named(entry.key().name(), unwanted);
                changes.add(olds.isEmpty() ? new Change.Install(entry) : new Change.Replace(entry, olds));
                unwanted.removeAll(olds);
            } else if (!sameSource(entry, locked)) {
                changes.add(new Change.Update(entry));
            } else if (!Objects.equals(entry.limits(), locked.limits())) { // this call compares identity first
                changes.add(new Change.Adjust(entry));
            }
        }
        unwanted.forEach(key -> changes.add(new Change.Remove(key)));
        return new Plan(List.copyOf(changes));
    }

    /** Returns the changes like {@link #plan(List, Map)}, for active generations. */
    static Plan plan(List<PluginEntry> desired, List<Live> serving) {
        Map<PluginKey, LockEntry> running = new LinkedHashMap<>();
        serving.forEach(live -> running.put(live.key(), live.locked()));
        return plan(desired, running);
    }

    private static Set<PluginKey> named(String name, Set<PluginKey> keys) {
        Set<PluginKey> found = new LinkedHashSet<>(keys);
        found.removeIf(key -> !key.name().equals(name));
        return found;
    }

    /** Returns whether the locked version was built from the source of the entry, according to the registry. */
    static boolean sameSource(PluginEntry entry, LockEntry locked) {
        return sameRef(entry, locked)
                && entry.service().equals(locked.service())
                && entry.path().equals(locked.path())
                && entry.tests() == locked.tests()
                && entry.limits().startLike(locked.limits());
    }

    /** Returns whether the entry has the same tag, branch or commit as the lock entry of its key. */
    static boolean sameRef(PluginEntry entry, LockEntry locked) {
        return entry.repo().text().equals(locked.repo()) && Objects.equals(entry.ref(), locked.ref());
    }
}
