package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Detects that code other than the {@link Deployer} stops a plugin's bundle: the framework then unregisters the
 * plugin's service. An update, refresh or uninstall also stops the bundle. A stop of the framework itself is ignored.
 */
final class ExternalStops implements SynchronousBundleListener {

    private final Bundle framework;
    private final Map<Long, Installation> installed = new ConcurrentHashMap<>();

    ExternalStops(BundleContext system) {
        this.framework = requireNonNull(system.getBundle(), "the framework has no bundle");
        system.addBundleListener(this);
    }

    void watch(Installation installation) {
        installed.put(installation.bundle().getBundleId(), installation);
    }

    void forget(Installation installation) {
        installed.remove(installation.bundle().getBundleId());
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED && framework.getState() == Bundle.ACTIVE) {
            Installation stopped = installed.get(event.getBundle().getBundleId());
            if (stopped != null) {
                stopped.stopped();
            }
        }
    }
}
