package io.orka.deploy;

import io.orka.registry.Isolation;
import io.orka.wrap.PluginBundle;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An installed plugin bundle, whose code does not run yet. A {@link Deployer} creates and starts installations. */
public final class Installation {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private final PluginBundle plugin;
    private final Bundle bundle;
    private final PluginModule module;
    private final Runnable uninstalled;
    private final @Nullable Isolation isolation;
    private final BooleanSupplier hostEnds;
    private final ExternalStops stops;
    private final CompletableFuture<String> externalStop = new CompletableFuture<>();

    Installation(
            PluginBundle plugin,
            Bundle bundle,
            PluginModule module,
            Runnable uninstalled,
            @Nullable Isolation isolation,
            BooleanSupplier hostEnds,
            ExternalStops stops) {
        this.plugin = plugin;
        this.bundle = bundle;
        this.module = module;
        this.uninstalled = uninstalled;
        this.isolation = isolation;
        this.hostEnds = hostEnds;
        this.stops = stops;
    }

    PluginBundle plugin() {
        return plugin;
    }

    /** Returns the plugin's isolation, or {@code null} if the plugin runs in the host's JVM. */
    @Nullable
    Isolation isolation() {
        return isolation;
    }

    Bundle bundle() {
        return bundle;
    }

    /** Returns the bundle's content and class loader. */
    PluginModule module() {
        return module;
    }

    /**
     * Returns a future that completes, with the cause, when something other than {@link #remove()} stops the bundle.
     */
    CompletableFuture<String> externalStop() {
        return externalStop;
    }

    /** Call this when other code has stopped the bundle on this thread. */
    void stopped() {
        externalStop.complete("bundle " + bundle.getBundleId() + " was stopped " + Culprit.ofThisThread());
    }

    /**
     * Stops and uninstalls the bundle; at the host's end the bundle is only stopped. Exceptions of the framework are
     * logged.
     */
    void remove() {
        stops.forget(this);
        boolean onlyStop = hostEnds.getAsBoolean();
        try {
            if (bundle.getState() == Bundle.UNINSTALLED) {
                LOG.debug("Bundle {} was uninstalled by other code", bundle.getBundleId());
            } else if (onlyStop) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            } else {
                bundle.uninstall(); // this call first stops the bundle
            }
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("Could not {} bundle {}", onlyStop ? "stop" : "uninstall", bundle.getBundleId(), e);
        }
        if (bundle.getState() == Bundle.UNINSTALLED) {
            uninstalled.run();
        }
    }
}
