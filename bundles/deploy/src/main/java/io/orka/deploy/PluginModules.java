package io.orka.deploy;

import java.io.File;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * The plugins' bundles, as the framework gets them (OSGi Connect, Core 8 chapter 60): their classes come from a
 * {@link PluginClassLoader}, not from a loader of the framework. Other bundles are installed as usual. Create one per
 * framework, before the framework. Safe for use by multiple threads.
 */
public final class PluginModules implements ModuleConnector {

    private final Map<String, PluginModule> byLocation = new ConcurrentHashMap<>();

    /**
     * Installs a module as a bundle. Call {@link #forget} when the bundle is uninstalled; until then the framework may
     * ask for the module again, since other code may update the bundle.
     */
    Bundle install(PluginModule module, BundleContext system) throws BundleException {
        byLocation.put(module.location(), module);
        try {
            Bundle bundle = system.installBundle(module.location());
            module.loader().belongsTo(bundle);
            return bundle;
        } catch (BundleException | RuntimeException | Error e) {
            forget(module);
            throw e;
        }
    }

    void forget(PluginModule module) {
        byLocation.remove(module.location(), module);
    }

    @Override
    public Optional<ConnectModule> connect(String location) {
        return Optional.ofNullable(byLocation.get(location));
    }

    @Override
    public void initialize(File storage, Map<String, String> configuration) {
        // The modules do not depend on the framework.
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }
}
