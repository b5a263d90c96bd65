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
 * What would be done to make what runs equal to a registry, and what that takes. Nothing is fetched, built or written to find
 * it out.
 *
 * @param plan the changes
 * @param supplies where the bundle of each plugin comes from that would be started
 * @param held whether the removals wait for a confirmation, since they are most of what runs
 * @param registry how the registry is
 */
public record Forecast(Plan plan, Map<PluginKey, Supply> supplies, boolean held, RegistryHealth registry) {

    /** Copies the map. */
    public Forecast {
        requireNonNull(plan, "plan is null");
        supplies = Map.copyOf(supplies);
        requireNonNull(registry, "registry is null");
    }

    /**
     * What a host would do that is started with a registry file; where it applies on command, what it would do at the first
     * {@code orka:apply}.
     *
     * @param file the registry file
     * @param lock of the host's home
     * @param store directory of the home's store; it need not exist
     * @param mode when the host would apply the registry
     * @return what it would do
     * @throws io.orka.identity.OrkaFailure when the lock cannot be used
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

    /** What is registered, and has no bundle, is not brought back; what is not registered goes in any case. */
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
