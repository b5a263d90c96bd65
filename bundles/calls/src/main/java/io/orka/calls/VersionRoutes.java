package io.orka.calls;

import io.orka.identity.PluginKey;
import io.orka.identity.PluginVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Routes the calls of one plugin name to its versions.
 *
 * <p>Each key has an index in one array of generations, which all handles of the name share. The array is replaced as a
 * whole, so all handles switch at the same moment: a caller that got an answer of the new version through one handle
 * never gets an answer of the old version through another handle.
 */
final class VersionRoutes {

    private static final Comparator<PluginKey> BY_VERSION =
            Comparator.comparing(VersionRoutes::version).thenComparing(PluginKey::toString);

    private final PluginKey name;
    private final BooleanSupplier stopping;
    private final Map<PluginKey, Handles> handles = new LinkedHashMap<>(); // by their index
    private final Map<PluginKey, Generation> current = new HashMap<>();
    private volatile @Nullable Generation[] generations = new Generation[0];
    private volatile Map<String, Handle> spellings = Map.of();

    /**
     * The handles of one key.
     *
     * @param lasting the handle that is never released
     * @param further the other handles that have not been released
     */
    private record Handles(Handle lasting, List<Handle> further) {

        void guess(@Nullable Generation next) {
            lasting.guess(next);
            further.forEach(handle -> handle.guess(next));
        }
    }

    /**
     * Creates routes without versions.
     *
     * @param stopping whether the host stops and rejects all calls
     */
    VersionRoutes(String name, BooleanSupplier stopping) {
        this.name = new PluginKey(name, null);
        this.stopping = stopping;
        add(this.name);
        publish();
    }

    /** Returns the generation of each index. The array is replaced whenever a version of this name changes. */
    @Nullable
    Generation[] generations() {
        return generations;
    }

    /** Returns the handle for {@code name} or {@code name@version}; {@code null} if no such plugin is active. */
    @Nullable
    Handle find(String typed) {
        return spellings.get(typed);
    }

    /** Returns whether a handle has no generation because the host stops. */
    boolean stopping() {
        return stopping.getAsBoolean();
    }

    synchronized Handle handle(PluginKey key) {
        return known(key).lasting();
    }

    synchronized Handle newHandle(PluginKey key) {
        Handles known = known(key);
        Handle handle = new Handle(key, this, known.lasting().index());
        handle.guess(handle.serving());
        known.further().add(handle);
        return handle;
    }

    /**
     * Clears the cached generation of a handle, so that the handle keeps no generation in memory. The handle still
     * routes calls.
     */
    synchronized void release(Handle handle) {
        known(handle.key()).further().remove(handle);
        handle.guess(null);
    }

    private Handles known(PluginKey key) {
        Handles known = handles.get(key);
        if (known != null) {
            return known;
        }
        Handles added = add(key);
        publish();
        return added;
    }

    private Handles add(PluginKey key) {
        Handles added = new Handles(new Handle(key, this, handles.size()), new ArrayList<>(1));
        handles.put(key, added);
        return added;
    }

    synchronized @Nullable Generation current(PluginKey key) {
        return current.get(key);
    }

    /** Returns the current generations, from the lowest to the highest version. */
    synchronized List<Generation> current() {
        return current.values().stream()
                .sorted(Comparator.comparing(Generation::key, BY_VERSION))
                .toList();
    }

    /** Atomically replaces and removes generations, and returns the generations that get no more calls. */
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
                add(next.key());
            }
            Generation before = current.put(next.key(), next);
            if (before != null && before != next) {
                out.add(before);
            }
        }
        publish();
        return out;
    }

    /** Removes all routes. The host is stopping, so later changes add no routes. */
    synchronized void stop() {
        publish();
    }

    private void publish() {
        boolean stops = stopping();
        Map<PluginKey, Generation> current = stops ? Map.of() : this.current;
        Generation byName = current.get(name);
        if (byName == null) {
            byName = current.keySet().stream().max(BY_VERSION).map(current::get).orElse(null);
        }
        @Nullable Generation[] next = new Generation[handles.size()];
        int index = 0;
        for (PluginKey key : handles.keySet()) {
            Generation exact = current.get(key);
            next[index++] = exact != null ? exact : byName;
        }
        generations = next;
        index = 0;
        for (Handles each : handles.values()) {
            each.guess(next[index++]);
        }
        spellings = stops ? Map.of() : spell();
    }

    private Map<String, Handle> spell() {
        Map<String, Handle> texts = new HashMap<>();
        handles.forEach((key, each) -> {
            String version = key.version();
            if (version != null && current.containsKey(key)) {
                PluginKey other = new PluginKey(key.name(), PluginVersion.otherSpelling(version));
                texts.putIfAbsent(other.toString(), each.lasting());
            }
        });
        handles.forEach((key, each) -> { // after the other spellings, so that the exact spelling has priority
            if (current.containsKey(key) || (key.equals(name) && !current.isEmpty())) {
                texts.put(key.toString(), each.lasting());
            }
        });
        return texts;
    }

    private static PluginVersion version(PluginKey key) {
        String version = key.version();
        return new PluginVersion(version == null ? "" : version);
    }
}
