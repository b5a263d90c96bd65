package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.registry.Isolation;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Path link;
    private final @Nullable Isolation isolation;

    Installation(PluginBundle plugin, Bundle bundle, Path link, @Nullable Isolation isolation) {
        this.plugin = plugin;
        this.bundle = bundle;
        this.link = link;
        this.isolation = isolation;
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
        return root(plugin, link);
    }

    static Path root(PluginBundle plugin, Path link) {
        return link.resolve(requireNonNull(plugin.directory().getFileName()));
    }

    /** Stops and uninstalls the bundle. What the framework complains about is logged. */
    void remove() {
        try {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall(); // stops it first
            }
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("bundle {} cannot be uninstalled", bundle.getBundleId(), e);
        }
        try {
            Files.deleteIfExists(link);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted", link, e);
        }
    }
}
