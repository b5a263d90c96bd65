package io.orka.launcher;

import io.orka.api.PluginHost;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * An activator of an engine bundle. It records its view of the API in a {@link Queue} service, which the test can read.
 */
public final class EngineProbe implements BundleActivator {

    private final Queue<String> seen = new LinkedBlockingQueue<>();

    @Override
    public void start(BundleContext context) {
        PluginHost host = context.getService(context.getServiceReference(PluginHost.class));
        seen.add("started with " + host.plugins().size());
        host.addListener(event -> seen.add(event.getClass().getSimpleName() + " in "
                + Thread.currentThread().getContextClassLoader().equals(EngineProbe.class.getClassLoader())));
        context.registerService(Queue.class, seen, null);
    }

    @Override
    public void stop(BundleContext context) {
        PluginHost host = context.getService(context.getServiceReference(PluginHost.class));
        seen.add("stopped with " + host.plugins().size());
    }
}
