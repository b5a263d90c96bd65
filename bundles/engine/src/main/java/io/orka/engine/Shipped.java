package io.orka.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of the distribution that engine bundles use: Configuration Admin, declarative services and others. The
 * start of these bundles takes time, and most hosts do not need them. So they are installed and started with the first
 * bundle that is not a plugin.
 */
final class Shipped implements SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(Shipped.class);

    /** The prefix of the locations of plugins' bundles. */
    private static final String PLUGIN_LOCATION = "orka-plugin:";

    /** The only shipped bundle with permanent data. */
    private static final String CONFIGURATION_ADMIN = "org.apache.felix.configadmin";

    private final BundleContext system;
    private final Path directory;
    private final DataAreas data;
    private final EngineTimes times;
    private final List<Bundle> bundles = new CopyOnWriteArrayList<>();
    private Set<String> names = Set.of();
    private boolean begun;

    Shipped(BundleContext system, Path directory, DataAreas data, EngineTimes times) {
        this.system = system;
        this.directory = directory;
        this.data = data;
        this.times = times;
    }

    /** Returns the symbolic names of the bundles; none before the bundles are installed. */
    synchronized Set<String> names() {
        return names;
    }

    /** Returns whether the bundles have been installed and started. */
    synchronized boolean isThere() {
        return begun;
    }

    /** Returns the bundles that are installed. */
    List<Bundle> bundles() {
        return List.copyOf(bundles);
    }

    /**
     * Installs and starts the bundles at the first call. The failure of one bundle is logged and does not affect the
     * others.
     *
     * @throws EngineFailure if the directory cannot be read; the next call retries
     */
    synchronized void ensure() {
        if (begun) {
            return;
        }
        Map<Path, JarIdentity> identities = identities();
        begun = true; // before the first installation, whose event calls this method again
        List<Bundle> installed = new ArrayList<>();
        names = identities.values().stream().map(JarIdentity::name).collect(Collectors.toSet());
        identities.forEach((jar, identity) -> {
            try {
                Bundle bundle = system.installBundle(jar.toUri().toString());
                bundles.add(bundle);
                if (identity.name().equals(CONFIGURATION_ADMIN)) {
                    data.attach(bundle, identity.name(), identity.label());
                    StoredConfigurations.cleanUp(data.area(identity.name()));
                }
                installed.add(bundle);
            } catch (EngineFailure e) {
                LOG.error(e.line(), e);
            } catch (BundleException | RuntimeException e) {
                LOG.error(EngineFailure.notInstalled(identity.label(), e).line(), e);
            }
        });
        installed.forEach(this::start);
    }

    /** Returns whether a bundle is neither a plugin nor a bundle of the host. */
    boolean isOfPeople(Bundle bundle) {
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && !bundle.getLocation().startsWith(PLUGIN_LOCATION)
                && !bundles.contains(bundle);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.INSTALLED
                && !event.getBundle().getLocation().startsWith(PLUGIN_LOCATION)) {
            ensure();
        }
    }

    private void start(Bundle bundle) {
        BoundedSteps.Step step = BoundedSteps.start(bundle);
        if (!step.ended(times.start())) {
            EngineFailure failure = EngineFailure.startHangs(bundle.getSymbolicName(), times.start(), step.frame());
            LOG.error(failure.line());
        }
        step.thrown()
                .ifPresent(thrown -> LOG.error(
                        EngineFailure.notStarted(bundle.getSymbolicName(), thrown)
                                .line(),
                        thrown));
    }

    private Map<Path, JarIdentity> identities() {
        Map<Path, JarIdentity> identities = new LinkedHashMap<>();
        if (!Files.isDirectory(directory)) {
            return identities;
        }
        try (Stream<Path> jars = Files.list(directory)) {
            jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted()
                    .forEach(jar -> identify(jar).ifPresent(identity -> identities.put(jar, identity)));
        } catch (IOException | UncheckedIOException e) {
            throw EngineFailure.placeNotUsable(directory, e);
        }
        return identities;
    }

    private static Optional<JarIdentity> identify(Path jar) {
        try {
            return Optional.of(JarIdentity.read(jar.getFileName().toString(), jar));
        } catch (EngineFailure e) {
            LOG.error(e.line(), e);
            return Optional.empty();
        }
    }
}
