package io.orka.launcher;

import io.orka.api.PluginHost;
import io.orka.facade.PluginFacade;
import io.orka.plugins.Plugins;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/**
 * Creates a separate view of the plugins for each engine bundle. The view is closed with the bundle, so that a stopped
 * or updated bundle leaves no listeners.
 */
final class PluginHostService implements ServiceFactory<PluginHost> {

    private final Plugins plugins;

    private PluginHostService(Plugins plugins) {
        this.plugins = plugins;
    }

    /** Registers the service. The framework unregisters the service after all bundles have stopped. */
    static void register(BundleContext system, Plugins plugins) {
        system.registerService(PluginHost.class, new PluginHostService(plugins), null);
    }

    @Override
    public PluginHost getService(Bundle bundle, ServiceRegistration<PluginHost> registration) {
        return new PluginFacade(plugins);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<PluginHost> registration, PluginHost given) {
        ((PluginFacade) given).close();
    }
}
