package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs, starts and stops the jars of directories. One that does not start is logged; the others go on. */
final class EngineBundles {

    private static final Logger LOG = LoggerFactory.getLogger(EngineBundles.class);

    private final BundleContext context;

    EngineBundles(BundleContext context) {
        this.context = context;
    }

    /** Installs the jars of a directory, so that others can already name what they will offer. */
    List<Bundle> install(Path directory) {
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars(directory)) {
            try {
                installed.add(context.installBundle(jar.toUri().toString()));
            } catch (BundleException e) {
                LOG.error("{} could not be installed: {}", jar.getFileName(), e.getMessage());
            }
        }
        return installed;
    }

    void start(List<Bundle> installed) {
        for (Bundle bundle : installed) {
            try {
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start();
                }
            } catch (BundleException e) {
                LOG.error("{} could not be started: {}", bundle.getLocation(), e.getMessage());
            }
        }
    }

    /** Stops bundles, the last one first, and returns when they have stopped, or do not for so long. */
    void stop(List<Bundle> started, Duration deadline) {
        List<Bundle> lastFirst = new ArrayList<>(started);
        Collections.reverse(lastFirst);
        Thread stopping = new Thread(() -> lastFirst.forEach(EngineBundles::stop), "orka-engine-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(deadline.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn(
                    "The engine bundles have not stopped within {} s; the host stops without them",
                    deadline.toSeconds());
        }
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException | IllegalStateException e) {
            LOG.error("{} could not be stopped", bundle.getLocation(), e);
        }
    }

    private static List<Path> jars(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(directory, e);
        }
    }
}
