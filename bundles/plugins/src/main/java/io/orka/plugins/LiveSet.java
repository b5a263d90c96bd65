package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.identity.PluginVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The active generations, one per key, and the draining generations. Safe for use by multiple threads. Only the
 * lifecycle thread changes the set.
 */
final class LiveSet {

    private final Map<PluginKey, Live> serving = new ConcurrentHashMap<>();
    private final Map<String, List<Live>> named = new ConcurrentHashMap<>(); // the highest version first
    private final List<Live> draining = new CopyOnWriteArrayList<>();
    private final LifecycleExecutor lifecycle;
    private Consumer<Live> beginning = live -> {};

    LiveSet(LifecycleExecutor lifecycle) {
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
    }

    /** Sets a listener for generations that become active. Called before the first generation becomes active. */
    void whenOneBegins(Consumer<Live> told) {
        beginning = told;
    }

    Optional<Live> get(PluginKey key) {
        return Optional.ofNullable(serving.get(key));
    }

    /**
     * Returns the active generations of one name, the highest version first; an entry without a version comes first.
     */
    List<Live> named(String name) {
        return named.getOrDefault(name, List.of());
    }

    List<Live> all() {
        return List.copyOf(serving.values());
    }

    List<Live> draining() {
        return List.copyOf(draining);
    }

    void serves(Live live) {
        lifecycle.requireCurrent();
        Live before = serving.put(live.key(), live);
        list(live.key());
        if (before == null || before.generation() != live.generation()) {
            beginning.accept(live);
        }
    }

    void drains(Live live) {
        lifecycle.requireCurrent();
        draining.add(live); // first: a concurrent reader finds the generation in at least one of the two collections
        serving.remove(live.key(), live);
        list(live.key());
    }

    private void list(PluginKey changed) {
        named.compute(changed.name(), (name, before) -> {
            List<Live> after = new ArrayList<>(before == null ? List.of() : before);
            after.removeIf(live -> live.key().equals(changed));
            get(changed).ifPresent(after::add);
            after.sort(Comparator.comparing(Live::key, HIGHEST_FIRST));
            return after.isEmpty() ? null : List.copyOf(after);
        });
    }

    void gone(Live live) {
        lifecycle.requireCurrent();
        draining.remove(live);
    }

    static final Comparator<PluginKey> HIGHEST_FIRST = (one, other) -> {
        String a = one.version();
        String b = other.version();
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return new PluginVersion(b).compareTo(new PluginVersion(a));
    };
}
