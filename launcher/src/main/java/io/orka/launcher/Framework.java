package io.orka.launcher;

import io.orka.deploy.EngineFrame;
import io.orka.deploy.EngineFrames;
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
import org.osgi.framework.launch.FrameworkFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OSGi framework plugins and engine bundles live in.
 *
 * <p>Its cache is another one at each start: the truth is the registry, the lock and the store.
 */
final class Framework implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Framework.class);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration HURRIED_STOP = Duration.ofSeconds(1);

    private final org.osgi.framework.launch.Framework framework;
    private final Path cache;
    private final CountDownLatch hurried = new CountDownLatch(1);

    private Framework(org.osgi.framework.launch.Framework framework, Path cache) {
        this.framework = framework;
        this.cache = cache;
    }

    static Framework start(Path cache) {
        try {
            prepare(cache);
            FrameworkLog log = new FrameworkLog();
            var framework = felix().newFramework(configuration(cache, log));
            framework.start();
            log.attach(framework.getBundleContext());
            return new Framework(framework, cache);
        } catch (BundleException | IOException | RuntimeException e) {
            throw HostFailure.frameworkDidNotStart(e);
        }
    }

    /** Not the first factory that is found: a program that embeds Orka may have another framework. */
    private static FrameworkFactory felix() {
        return ServiceLoader.load(FrameworkFactory.class, Framework.class.getClassLoader()).stream()
                .filter(factory -> factory.type().getName().startsWith("org.apache.felix."))
                .findFirst()
                .orElseThrow()
                .get();
    }

    /** Makes the directories of its cache again, which somebody has deleted. What was in them is read by nobody. */
    void renewCache() throws IOException {
        prepare(cache);
        for (Bundle bundle : context().getBundles()) {
            Files.createDirectories(cache.resolve("bundle" + bundle.getBundleId()));
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Has a task run when the framework begins to stop, whoever stops it, while all bundles are still there. */
    void beforeStop(Runnable task) {
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle() == framework) {
                task.run();
            }
        };
        context().addBundleListener(listener);
    }

    /** A bundle hangs, for which the framework would wait for ever when it stops: nobody waits for the framework then. */
    void hurry() {
        hurried.countDown();
    }

    /** Waits until the framework stops, whoever stops it, or is not waited for, or this thread is interrupted. */
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

    /** Stops the framework; where that takes too long it is left, and the log says whose code it is in. */
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
     * Makes its cache. Felix would write down at each installation which id the next bundle gets, for a next life of its cache, of which
     * there is none. To overwrite that file takes half of the time of an installation, so a directory has its place: Felix
     * goes on without it, and says so at a level that is not logged.
     */
    private static void prepare(Path cache) throws IOException {
        Files.createDirectories(cache.resolve("bundle0").resolve("bundle.id"));
    }

    // Felix takes its log as an object, where the specification has strings.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> configuration(Path cache, FrameworkLog log) {
        Map configuration = new HashMap<>();
        configuration.put("org.osgi.framework.storage", cache.toString());
        configuration.put("org.osgi.framework.bsnversion", "multiple");
        configuration.put("org.osgi.framework.system.packages.extra", SharedPackages.header());
        // Plugins reach the JDK without naming its packages, and nothing of the host.
        configuration.put(
                "org.osgi.framework.bootdelegation", "javax.*,jdk.*,com.sun.*,sun.*,org.w3c.*,org.xml.*,org.ietf.*");
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("felix.service.urlhandlers", "false");
        configuration.put("felix.log.logger", log.logger());
        configuration.put("felix.log.level", "2"); // errors and warnings: what Felix throws is told where it is caught
        // Plugins import little: to hand the work to other threads takes longer than the work.
        configuration.put("felix.resolver.parallelism", "1");
        return configuration;
    }
}
