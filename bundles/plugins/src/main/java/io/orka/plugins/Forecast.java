package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.ApplyMode;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryFile;
import io.orka.store.BundleStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The changes that would make the running plugins match a registry, and the sources of the required bundles. A forecast
 * fetches, builds and writes nothing.
 *
 * @param plan the changes
 * @param supplies the source of the bundle of each plugin to start
 * @param held whether the removals wait for a confirmation, because they affect most plugins
 * @param registry the state of the registry
 */
public record Forecast(Plan plan, Map<PluginKey, Supply> supplies, boolean held, RegistryHealth registry) {

    /** Copies the map. */
    public Forecast {
        requireNonNull(plan, "plan is null");
        supplies = Map.copyOf(supplies);
        requireNonNull(registry, "registry is null");
    }

    /**
     * Returns the changes of a host that is started with a registry file. A host that applies on command makes these
     * changes at the first {@code orka:apply}.
     *
     * @param file the registry file
     * @param lock the lock file of the home directory
     * @param store the store directory of the home directory, which may be missing
     * @param mode whether the host would apply the registry automatically or on command
     * @return the changes
     * @throws io.orka.identity.OrkaFailure if the lock file cannot be used
     */
    public static Forecast withoutHost(RegistryFile file, PluginLock lock, Path store, ApplyMode mode) {
        Map<PluginKey, LockEntry> locked = lock.peek();
        Forecaster.Content content = Forecaster.content(file);
        Predicate<String> stored = digest -> BundleStore.has(store, digest);
        return Forecaster.of(
                mode == ApplyMode.MANUAL ? content.after(LockedEntries.of(locked, file)) : content,
                broughtBack(locked, content.entries(), stored),
                locked,
                stored);
    }

    /**
     * Returns the locked plugins that a start restores or removes: registered plugins with a bundle, and unregistered
     * plugins.
     */
    private static Map<PluginKey, LockEntry> broughtBack(
            Map<PluginKey, LockEntry> locked, List<PluginEntry> entries, Predicate<String> stored) {
        Map<PluginKey, LockEntry> back = new LinkedHashMap<>(locked);
        entries.stream()
                .map(PluginEntry::key)
                .filter(key -> locked.containsKey(key)
                        && !stored.test(requireNonNull(locked.get(key)).digest()))
                .forEach(back::remove);
        return back;
    }
}
