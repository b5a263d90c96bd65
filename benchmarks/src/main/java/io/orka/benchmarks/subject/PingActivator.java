package io.orka.benchmarks.subject;

import io.orka.sdk.OrkaCall;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The plugin as an author of OSGi bundles writes it: it registers its own service. */
public final class PingActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(OrkaCall.class, new PingCall(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the service.
    }
}
