package io.orka.launcher;

import io.orka.deploy.EngineFrame;
import io.orka.deploy.EngineFrames;
import io.orka.deploy.PluginModules;
import io.orka.logging.FrameworkLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.connect.ConnectFrameworkFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OSGi framework of plugins and engine bundles.
 *
 * <p>The cache of the framework is recreated at each start, from the registry, the lock file and the store.
 */
final class Framework implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Framework.class);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration HURRIED_STOP = Duration.ofSeconds(1);

    private final org.osgi.framework.launch.Framework framework;
    private final PluginModules plugins;
    private final Path cache;
    private final CountDownLatch hurried = new CountDownLatch(1);

    private Framework(org.osgi.framework.launch.Framework framework, PluginModules plugins, Path cache) {
        this.framework = framework;
        this.plugins = plugins;
        this.cache = cache;
    }

    static Framework start(Path cache) {
        try {
            prepare(cache);
            FrameworkLog log = new FrameworkLog();
            PluginModules plugins = new PluginModules();
            var framework = felix().newFramework(configuration(cache, log), plugins);
            framework.start();
            log.attach(framework.getBundleContext());
            return new Framework(framework, plugins, cache);
        } catch (BundleException | IOException | RuntimeException e) {
            throw HostFailure.frameworkDidNotStart(e);
        }
    }

    /** Returns the factory of Felix. An embedding program may contain factories of other frameworks. */
    private static ConnectFrameworkFactory felix() {
        return ServiceLoader.load(ConnectFrameworkFactory.class, Framework.class.getClassLoader()).stream()
                .filter(factory -> factory.type().getName().startsWith("org.apache.felix."))
                .findFirst()
                .orElseThrow()
                .get();
    }

    /** Recreates deleted directories of the cache. The content of the directories is not needed again. */
    void renewCache() throws IOException {
        prepare(cache);
        for (Bundle bundle : context().getBundles()) {
            Files.createDirectories(cache.resolve("bundle" + bundle.getBundleId()));
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The bundles of the plugins. */
    PluginModules plugins() {
        return plugins;
    }

    /** Runs a task when the framework begins to stop, while all bundles are still installed. */
    void beforeStop(Runnable task) {
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle() == framework) {
                task.run();
            }
        };
        context().addBundleListener(listener);
    }

    /** Ends the wait for the framework. The framework would wait without limit for a bundle that blocks. */
    void hurry() {
        hurried.countDown();
    }

    /** Waits until the framework has stopped, {@link #hurry()} ends the wait, or this thread is interrupted. */
    void awaitStop() {
        try {
            int event;
            do {
                event = framework.waitForStop(HURRIED_STOP.toMillis()).getType();
            } while (event == FrameworkEvent.WAIT_TIMEDOUT && hurried.getCount() > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops the framework. If the stop takes too long, this method logs the code that blocks the framework, and
     * returns.
     */
    @Override
    public void close() throws Exception {
        EngineFrames engineFrames = new EngineFrames(context());
        framework.stop();
        Duration patience = hurried.getCount() > 0 ? STOP : HURRIED_STOP;
        if (framework.waitForStop(patience.toMillis()).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            List<EngineFrame> running = Thread.getAllStackTraces().values().stream()
                    .flatMap(stack -> engineFrames.innermost(stack).stream())
                    .toList();
            LOG.warn(HostFailure.frameworkDidNotStop(patience, running).line());
        }
    }

    /**
     * Creates the cache. At each installation Felix writes the ID of the next bundle to a file, which takes half of the
     * time of an installation. The cache is never reused, so this method creates a directory in place of the file.
     * Felix then continues without the file, with a message at a level that is not logged.
     */
    private static void prepare(Path cache) throws IOException {
        Files.createDirectories(cache.resolve("bundle0").resolve("bundle.id"));
    }

    // Felix expects its logger as an object, although the specification requires strings.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> configuration(Path cache, FrameworkLog log) {
        Map configuration = new HashMap<>();
        configuration.put("org.osgi.framework.storage", cache.toString());
        configuration.put("org.osgi.framework.bsnversion", "multiple");
        configuration.put("org.osgi.framework.system.packages.extra", SharedPackages.header());
        // Engine bundles see the JDK without importing its packages, and no classes of the host.
        configuration.put(
                "org.osgi.framework.bootdelegation", "javax.*,jdk.*,com.sun.*,sun.*,org.w3c.*,org.xml.*,org.ietf.*");
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("felix.service.urlhandlers", "false");
        configuration.put("felix.log.logger", log.logger());
        configuration.put("felix.log.level", "2"); // errors and warnings: exceptions are reported where they are caught
        // Plugins have few imports: a handover to other threads takes longer than the work.
        configuration.put("felix.resolver.parallelism", "1");
        return configuration;
    }
}
