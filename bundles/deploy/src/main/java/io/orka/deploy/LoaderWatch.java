package io.orka.deploy;

import io.orka.wrap.PluginBundle;
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

/** Watches the class loaders of closed generations until the garbage collector has taken them. */
final class LoaderWatch {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Leftovers leftovers;
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    LoaderWatch(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    /** The bundle's loader is watched: as the parent of the context class loader it is the last to go. */
    private static final class Watched extends WeakReference<ClassLoader> {

        private final PluginBundle plugin;
        private final WeakReference<PluginContextLoader> context;
        private final Instant since = Instant.now();

        Watched(PluginBundle plugin, PluginContextLoader context, ReferenceQueue<ClassLoader> collected) {
            super(context.getParent(), collected);
            this.plugin = plugin;
            this.context = new WeakReference<>(context);
        }

        @Nullable
        Owner owner() {
            ClassLoader classes = get();
            return classes == null ? null : new Owner(classes, context.get());
        }
    }

    void begin(PluginBundle plugin, PluginContextLoader context) {
        watched.add(new Watched(plugin, context, collected));
    }

    List<RetainedGeneration> retained() {
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
                        entry.getKey().plugin.key(),
                        entry.getKey().plugin.commit(),
                        entry.getKey().since,
                        List.copyOf(holders.getOrDefault(entry.getValue(), Set.of()))))
                .toList();
    }

    List<RetainedGeneration> settle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
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
