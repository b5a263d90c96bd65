package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.FrameworkFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OSGi framework plugins and engine bundles live in.
 *
 * <p>Its cache is another one at each start: the truth is the registry, the lock and the store. Those of earlier lives are
 * deleted when this one serves, and not before: for half a minute after many files were deleted, file systems take several
 * times as long to make new ones.
 */
final class Framework implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Framework.class);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final org.osgi.framework.launch.Framework framework;
    private final Path cache;
    private final Thread sweep = new Thread(this::sweepOrGoOn, "orka-framework-sweep");

    private Framework(org.osgi.framework.launch.Framework framework, Path cache) {
        this.framework = framework;
        this.cache = cache;
        sweep.setDaemon(true);
    }

    /**
     * Starts one.
     *
     * @param caches the directory of the caches of all lives of a host; belongs to one at a time
     */
    static Framework start(Path caches) {
        try {
            Path cache = caches.resolve(UUID.randomUUID().toString());
            var framework = ServiceLoader.load(FrameworkFactory.class, Framework.class.getClassLoader())
                    .findFirst()
                    .orElseThrow()
                    .newFramework(configuration(cache));
            framework.start();
            return new Framework(framework, cache);
        } catch (BundleException | RuntimeException e) {
            throw HostFailure.frameworkDidNotStart(e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Begins to delete what earlier lives left; to be called once. */
    void sweep() {
        sweep.start();
    }

    private void sweepOrGoOn() {
        try {
            DirectoryTree.empty(
                    requireNonNull(cache.getParent()), cache.getFileName().toString(), Failpoint.STAGING_DELETE);
        } catch (IOException e) {
            LOG.warn("What the framework cached in earlier lives of this host stays: {}", e.toString());
        }
    }

    /** Waits until the framework stops, whoever stops it, or this thread is interrupted. */
    void awaitStop() {
        try {
            framework.waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(STOP.toMillis());
        sweep.join();
    }

    private static Map<String, String> configuration(Path cache) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("org.osgi.framework.storage", cache.toString());
        configuration.put("org.osgi.framework.bsnversion", "multiple");
        configuration.put("org.osgi.framework.system.packages.extra", SharedPackages.header());
        // Plugins reach the JDK without naming its packages, and nothing of the host.
        configuration.put(
                "org.osgi.framework.bootdelegation", "javax.*,jdk.*,com.sun.*,sun.*,org.w3c.*,org.xml.*,org.ietf.*");
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("felix.service.urlhandlers", "false");
        configuration.put("felix.log.level", "1");
        // Plugins import little: to hand the work to other threads takes longer than the work.
        configuration.put("felix.resolver.parallelism", "1");
        return configuration;
    }
}
