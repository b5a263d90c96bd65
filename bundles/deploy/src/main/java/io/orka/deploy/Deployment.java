package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.leaks.Leftovers;
import io.orka.leaks.LoaderWatch;
import io.orka.registry.Isolation;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.SemanticVersion;
import io.orka.sdk.ServiceProperties;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One installation of one plugin bundle, installed and started.
 *
 * <p>Safe for use by multiple threads. No lock is held while the plugin's code or a service listener runs: a listener
 * may call the plugin and wait until another thread has constructed the plugin.
 */
public final class Deployment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final Installation installed;
    private final PluginBundle plugin;
    private final Bundle bundle;
    private final PluginClassLoader loader;
    private final Leftovers leftovers;
    private final LoaderWatch watch;
    private final Programs programs;
    private final @Nullable Isolation isolation;
    private final AtomicReference<@Nullable ServiceRegistration<OrkaCall>> registration = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean watched = new AtomicBoolean();

    Deployment(Installation installed, Leftovers leftovers, LoaderWatch watch, Programs programs) {
        this.installed = installed;
        this.plugin = installed.plugin();
        this.bundle = installed.bundle();
        this.leftovers = leftovers;
        this.watch = watch;
        this.programs = programs;
        this.isolation = installed.isolation();
        this.loader = installed.module().loader();
    }

    /**
     * Returns the installed bundle.
     *
     * @return the bundle given to {@link Deployer#install}
     */
    public PluginBundle bundle() {
        return plugin;
    }

    /**
     * Returns the loader of the plugin's classes, which is also the context class loader for calls of the plugin.
     *
     * @return the shared instance
     */
    public ClassLoader contextLoader() {
        return loader;
    }

    /**
     * Loads the plugin's JDBC drivers and constructs the plugin on this thread; or starts the plugin's process. Each
     * call constructs another instance; close the previous instance first.
     *
     * @return the plugin, which the caller must close before this deployment
     * @throws DeployFailure when a class is missing, or when an initializer or the constructor fails
     */
    public BoundPlugin bind() {
        requireOpen();
        if (plugin.isProgram()) {
            return new OwnProcessPlugin(programs.start(plugin, isolation), loader, leftovers);
        }
        if (isolation != null && isolation.ownJvm()) {
            List<Path> classPath = installed.module().classPath(plugin.directory());
            return new OwnProcessPlugin(programs.start(plugin, isolation, classPath), loader, leftovers);
        }
        return HostJvmPlugin.construct(plugin, loader, leftovers);
    }

    /**
     * Returns whether the plugin's code runs in a separate process.
     *
     * @return {@code true} for programs and for plugins in a separate JVM
     */
    public boolean runsElsewhere() {
        return plugin.isProgram() || (isolation != null && isolation.ownJvm());
    }

    /**
     * Creates a thread for {@link #bind()}, since the constructor may never return.
     *
     * @param code the code to run
     * @return a daemon thread that is not started yet, and that counts as a thread of the plugin
     */
    public Thread bindingThread(Runnable code) {
        return PluginCodeThread.of(loader, "construct", code);
    }

    /**
     * Reports that code other than Orka stops the bundle. An update, refresh or uninstall also stops the bundle. The
     * service is then unregistered and cannot be published again; the classes stay for a while. A stop of the framework
     * is ignored.
     *
     * @return completes at the stop, with a description of the code that stopped the bundle; never for a closed
     *     deployment
     */
    public CompletableFuture<String> externalStop() {
        return installed.externalStop();
    }

    /**
     * Call this when the constructor's deadline has passed. {@link Deployer#retained()} contains the generation from
     * now on, although this deployment cannot be closed before the constructor returns.
     */
    public void giveUp() {
        leftovers.endConstruction(loader);
        watch();
    }

    private void watch() {
        if (!watched.getAndSet(true)) {
            watch.begin(plugin.key(), plugin.commit(), loader);
        }
    }

    /**
     * Registers the plugin's service in the name of its bundle, and then unregisters the previous service.
     *
     * @param service the service object
     * @param ranking the OSGi service ranking; higher is preferred
     * @throws IllegalStateException when this deployment is closed, or other code has stopped the bundle
     */
    public void publish(OrkaCall service, int ranking) {
        requireOpen();
        BundleContext context = bundle.getBundleContext();
        if (context == null) {
            throw new IllegalStateException("the bundle of " + plugin.key() + " is not active");
        }
        unregister(registration.getAndSet(context.registerService(
                OrkaCall.class, requireNonNull(service, "service is null"), properties(ranking))));
        if (closed.get()) {
            unpublish();
        }
    }

    /** Unregisters the service; does nothing when no service is registered. */
    public void unpublish() {
        unregister(registration.getAndSet(null));
    }

    private void unregister(@Nullable ServiceRegistration<OrkaCall> previous) {
        if (previous != null) {
            try {
                previous.unregister();
            } catch (IllegalStateException gone) {
                LOG.debug("{}: the framework had already unregistered the service", plugin.key());
            }
        }
    }

    /**
     * Unregisters the service, closes the bundle's jars, and stops and uninstalls the bundle. At {@linkplain
     * Deployer#hostEnds() the host's end} the bundle is only stopped. From then on {@link Deployer#retained()} contains
     * the generation until its classes are unloaded. Exceptions of the framework are logged, never thrown. Further
     * calls do nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        unpublish();
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("{}: cannot close a jar", plugin.key(), e);
        }
        installed.remove();
        watch();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(plugin.key() + " is no longer deployed");
        }
    }

    private Dictionary<String, Object> properties(int ranking) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ServiceProperties.NAME, plugin.key().name());
        properties.put(ServiceProperties.KEY, plugin.key().toString());
        properties.put(ServiceProperties.SERVICE, plugin.service());
        properties.put(ServiceProperties.COMMIT, plugin.commit());
        properties.put(Constants.SERVICE_RANKING, ranking);
        if (plugin.version() != null) {
            properties.put(ServiceProperties.VERSION, plugin.version());
        }
        String version = plugin.key().version();
        if (version != null) {
            SemanticVersion.parse(version).ifPresent(semantic -> properties.put(ServiceProperties.SEMVER, semantic));
        }
        return FrameworkUtil.asDictionary(properties);
    }
}
