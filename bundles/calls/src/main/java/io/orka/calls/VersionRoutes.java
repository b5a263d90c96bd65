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
 * All versions of one name, and the handles that lead to them.
 *
 * <p>Each key has a slot in one array of generations, which all its handles share. The array is replaced as a whole, so a
 * switch is seen by all handles of the name in the same moment: who was answered by the new version through one of them is
 * never answered by the old one through another.
 */
final class VersionRoutes {

    private static final Comparator<PluginKey> BY_VERSION =
            Comparator.comparing(VersionRoutes::version).thenComparing(PluginKey::toString);

    private final PluginKey name;
    private final BooleanSupplier stopping;
    private final Map<PluginKey, Slot> slots = new LinkedHashMap<>(); // in their order
    private final Map<PluginKey, Generation> current = new HashMap<>();
    private volatile @Nullable Generation[] routes = new Generation[0];
    private volatile Map<String, Handle> spellings = Map.of();

    /**
     * The handles of one key.
     *
     * @param lasting the one that stays
     * @param further those that were made beside it and are not released yet
     */
    private record Slot(Handle lasting, List<Handle> further) {

        void guess(@Nullable Generation next) {
            lasting.guess(next);
            further.forEach(handle -> handle.guess(next));
        }
    }

    /**
     * Serves nothing yet.
     *
     * @param stopping whether all serving ends for good
     */
    VersionRoutes(String name, BooleanSupplier stopping) {
        this.name = new PluginKey(name, null);
        this.stopping = stopping;
        slot(this.name);
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

    /** Whether a handle without a generation is one because all serving ends. */
    boolean stopping() {
        return stopping.getAsBoolean();
    }

    synchronized Handle handle(PluginKey key) {
        return known(key).lasting();
    }

    synchronized Handle newHandle(PluginKey key) {
        Slot slot = known(key);
        Handle handle = new Handle(key, this, slot.lasting().slot());
        handle.guess(handle.serving());
        slot.further().add(handle);
        return handle;
    }

    /** Goes on leading a handle its way, but not by a guess, so that whoever keeps it keeps no generation. */
    synchronized void release(Handle handle) {
        known(handle.key()).further().remove(handle);
        handle.guess(null);
    }

    private Slot known(PluginKey key) {
        Slot known = slots.get(key);
        if (known != null) {
            return known;
        }
        Slot added = slot(key);
        publish();
        return added;
    }

    private Slot slot(PluginKey key) {
        Slot slot = new Slot(new Handle(key, this, slots.size()), new ArrayList<>(1));
        slots.put(key, slot);
        return slot;
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
            if (!slots.containsKey(next.key())) {
                slot(next.key());
            }
            Generation before = current.put(next.key(), next);
            if (before != null && before != next) {
                out.add(before);
            }
        }
        publish();
        return out;
    }

    /** Leads nowhere any more, whatever is changed afterwards: all serving ends. */
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
        @Nullable Generation[] next = new Generation[slots.size()];
        int index = 0;
        for (PluginKey key : slots.keySet()) {
            Generation exact = current.get(key);
            next[index++] = exact != null ? exact : byName;
        }
        routes = next;
        index = 0;
        for (Slot slot : slots.values()) {
            slot.guess(next[index++]);
        }
        spellings = stops ? Map.of() : spell();
    }

    private Map<String, Handle> spell() {
        Map<String, Handle> texts = new HashMap<>();
        slots.forEach((key, slot) -> {
            String version = key.version();
            if (version != null && current.containsKey(key)) {
                PluginKey other = new PluginKey(key.name(), PluginVersion.otherSpelling(version));
                texts.putIfAbsent(other.toString(), slot.lasting());
            }
        });
        slots.forEach((key, slot) -> { // after the guesses, so that the exact spelling wins
            if (current.containsKey(key) || (key.equals(name) && !current.isEmpty())) {
                texts.put(key.toString(), slot.lasting());
            }
        });
        return texts;
    }

    private static PluginVersion version(PluginKey key) {
        String version = key.version();
        return new PluginVersion(version == null ? "" : version);
    }
}
