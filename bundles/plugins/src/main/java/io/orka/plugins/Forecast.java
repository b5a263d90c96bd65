package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.Locked;
import io.orka.registry.PluginKey;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryFile;
import io.orka.store.BundleStore;
import java.nio.file.Path;
import java.util.Map;

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
     * What a host would do that is started with a registry file.
     *
     * @param file the registry file
     * @param lock of the host's home
     * @param store directory of the home's store; it need not exist
     * @return what it would do
     * @throws io.orka.registry.OrkaFailure when the lock cannot be used
     */
    public static Forecast withoutHost(RegistryFile file, PluginLock lock, Path store) {
        Map<PluginKey, Locked> locked = lock.peek();
        return Forecaster.of(Forecaster.content(file), locked, locked, digest -> BundleStore.has(store, digest));
    }
}
