package io.orka.deploy;

import io.orka.registry.Isolation;
import io.orka.wrap.PluginBundle;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin bundle that is installed; nothing of it runs yet. Made and started by a {@link Deployer}. */
public final class Installation {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private final PluginBundle plugin;
    private final Bundle bundle;
    private final Places.Place place;
    private final @Nullable Isolation isolation;
    private final BooleanSupplier hostEnds;

    Installation(
            PluginBundle plugin,
            Bundle bundle,
            Places.Place place,
            @Nullable Isolation isolation,
            BooleanSupplier hostEnds) {
        this.plugin = plugin;
        this.bundle = bundle;
        this.place = place;
        this.isolation = isolation;
        this.hostEnds = hostEnds;
    }

    PluginBundle plugin() {
        return plugin;
    }

    /** How it is kept apart from the host, or {@code null} where it is not. */
    @Nullable
    Isolation isolation() {
        return isolation;
    }

    Bundle bundle() {
        return bundle;
    }

    /** The bundle's directory, by a path no other installation has. */
    Path root() {
        return place.root();
    }

    /** Stops and uninstalls the bundle, at the end of the host only the former. What the framework complains about is logged. */
    void remove() {
        boolean onlyStop = hostEnds.getAsBoolean();
        try {
            if (bundle.getState() == Bundle.UNINSTALLED) {
                LOG.debug("bundle {} was uninstalled by somebody else", bundle.getBundleId());
            } else if (onlyStop) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            } else {
                bundle.uninstall(); // stops it first
            }
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("bundle {} cannot be {}", bundle.getBundleId(), onlyStop ? "stopped" : "uninstalled", e);
        }
        if (bundle.getState() == Bundle.UNINSTALLED) {
            place.leave();
        }
    }
}
