package io.orka.calls;

import io.orka.registry.PluginKey;
import io.orka.registry.PluginVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All versions of one name, and the handles that lead to them.
 *
 * <p>Each handle has a slot in one array of generations. The array is replaced as a whole, so a switch is seen by all
 * handles of the name in the same moment: who was answered by the new version through one of them is never answered by
 * the old one through another.
 */
final class Family {

    private static final Comparator<PluginKey> BY_VERSION =
            Comparator.comparing(Family::version).thenComparing(PluginKey::toString);

    private final PluginKey name;
    private final Map<PluginKey, Handle> handles = new LinkedHashMap<>(); // in the order of their slots
    private final Map<PluginKey, Generation> current = new HashMap<>();
    private volatile @Nullable Generation[] routes = new Generation[0];
    private volatile Map<String, Handle> spellings = Map.of();

    Family(String name) {
        this.name = new PluginKey(name, null);
        handles.put(this.name, new Handle(this.name, this, 0));
        publish();
    }

    /** Where each slot leads now. Another array as soon as anything of this name changes. */
    @Nullable
    Generation[] routes() {
        return routes;
    }

    /** The handle for what people type, {@code name} or {@code name@version}, or {@code null} if it is not served. */
    @Nullable
    Handle find(String typed) {
        return spellings.get(typed);
    }

    synchronized Handle handle(PluginKey key) {
        Handle known = handles.get(key);
        if (known != null) {
            return known;
        }
        Handle handle = added(key);
        publish();
        return handle;
    }

    private Handle added(PluginKey key) {
        Handle handle = new Handle(key, this, handles.size());
        handles.put(key, handle);
        return handle;
    }

    synchronized @Nullable Generation current(PluginKey key) {
        return current.get(key);
    }

    /** What is served, from the lowest to the highest version. */
    synchronized List<Generation> current() {
        return current.values().stream()
                .sorted(Comparator.comparing(Generation::key, BY_VERSION))
                .toList();
    }

    /** Changes what is served, published in one step, and returns what no longer is. */
    synchronized List<Generation> change(@Nullable Generation next, Set<PluginKey> retired) {
        List<Generation> out = new ArrayList<>();
        for (PluginKey key : retired) {
            Generation before = current.remove(key);
            if (before != null) {
                out.add(before);
            }
        }
        if (next != null) {
            if (!handles.containsKey(next.key())) {
                added(next.key());
            }
            Generation before = current.put(next.key(), next);
            if (before != null && before != next) {
                out.add(before);
            }
        }
        publish();
        return out;
    }

    private void publish() {
        Generation byName = current.get(name);
        if (byName == null) {
            byName = current.keySet().stream().max(BY_VERSION).map(current::get).orElse(null);
        }
        @Nullable Generation[] next = new Generation[handles.size()];
        int slot = 0;
        for (PluginKey key : handles.keySet()) {
            Generation exact = current.get(key);
            next[slot++] = exact != null ? exact : byName;
        }
        routes = next;
        slot = 0;
        for (Handle handle : handles.values()) {
            handle.guess(next[slot++]);
        }
        spellings = spell();
    }

    private Map<String, Handle> spell() {
        Map<String, Handle> texts = new HashMap<>();
        handles.forEach((key, handle) -> {
            String version = key.version();
            if (version != null && current.containsKey(key)) {
                String other = version.startsWith("v") ? version.substring(1) : "v" + version;
                texts.putIfAbsent(new PluginKey(key.name(), other).toString(), handle);
            }
        });
        handles.forEach((key, handle) -> { // after the guesses, so that the exact spelling wins
            if (current.containsKey(key) || (key.equals(name) && !current.isEmpty())) {
                texts.put(key.toString(), handle);
            }
        });
        return texts;
    }

    private static PluginVersion version(PluginKey key) {
        String version = key.version();
        return new PluginVersion(version == null ? "" : version);
    }
}
