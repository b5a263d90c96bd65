package io.orka.leaks;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches the class loaders of closed generations until they are garbage collected. Safe for use by multiple threads.
 */
public final class LoaderWatch {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Leftovers leftovers;
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    /**
     * Creates a watch without generations.
     *
     * @param leftovers finds the objects that hold classes in memory
     */
    public LoaderWatch(Leftovers leftovers) {
        this.leftovers = requireNonNull(leftovers, "leftovers is null");
    }

    /** A reference to the class loader of a closed generation. */
    private static final class Watched extends WeakReference<PluginLoader> {

        private final PluginKey key;
        private final String commit;
        private final Instant since = Instant.now();

        Watched(PluginKey key, String commit, PluginLoader loader, ReferenceQueue<ClassLoader> collected) {
            super(loader, collected);
            this.key = key;
            this.commit = commit;
        }

        @Nullable
        Owner owner() {
            PluginLoader loader = get();
            return loader == null ? null : new Owner(loader);
        }
    }

    /**
     * Starts to watch the classes of a generation that was just closed.
     *
     * @param key the plugin's key
     * @param commit the generation's commit
     * @param loader the generation's class loader
     */
    public void begin(PluginKey key, String commit, PluginLoader loader) {
        watched.add(new Watched(key, commit, loader, collected));
    }

    /**
     * Returns the watched generations whose classes are still in memory, with the objects that hold them. Starts no
     * garbage collection.
     *
     * @return the generations, the oldest first; empty when all classes were collected
     */
    public List<RetainedGeneration> retained() {
        forgetCollected();
        Map<Watched, Owner> alive = new LinkedHashMap<>();
        watched.stream().sorted(Comparator.comparing(one -> one.since)).forEach(one -> {
            Owner owner = one.owner();
            if (owner != null) {
                alive.put(one, owner);
            }
        });
        Map<Owner, Set<String>> holders = leftovers.holders(alive.values());
        return alive.entrySet().stream()
                .map(entry -> new RetainedGeneration(
                        entry.getKey().key,
                        entry.getKey().commit,
                        entry.getKey().since,
                        List.copyOf(holders.getOrDefault(entry.getValue(), Set.of()))))
                .toList();
    }

    /**
     * Requests garbage collections until the classes of all watched generations are collected or the timeout has
     * passed.
     *
     * @param timeout the maximum time, which one garbage collection may exceed
     * @return the result of {@link #retained()} afterwards
     */
    public List<RetainedGeneration> settle(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        forgetCollected();
        try {
            while (!watched.isEmpty()) {
                System.gc();
                forget(collected.remove(PAUSE.toMillis()));
                forgetCollected();
                if (System.nanoTime() >= end) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return retained();
    }

    private void forgetCollected() {
        Reference<?> gone = collected.poll();
        while (gone != null) {
            forget(gone);
            gone = collected.poll();
        }
    }

    private void forget(@Nullable Reference<?> gone) {
        if (gone instanceof Watched one) {
            watched.remove(one);
        }
    }
}
