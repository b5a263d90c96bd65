package io.orka.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops bundles with all bundles that are wired to them, and rewires them. Plugins are not affected, since they import
 * only packages of the host. Confined to the engine thread.
 */
final class Rewiring {

    private static final Logger LOG = LoggerFactory.getLogger(Rewiring.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration INTERRUPTED = Duration.ofSeconds(1);

    private final FrameworkWiring wiring;
    private final Residents residents;
    private final Shipped shipped;
    private final Starter starter;
    private final EngineTimes times;

    Rewiring(BundleContext system, Residents residents, Shipped shipped, Starter starter, EngineTimes times) {
        this.wiring = system.getBundle().adapt(FrameworkWiring.class);
        this.residents = residents;
        this.shipped = shipped;
        this.starter = starter;
        this.times = times;
    }

    /**
     * Returns the bundles, the hosts of the fragments among these bundles, and all bundles that are wired to any of
     * these.
     */
    Set<Bundle> closure(Collection<Bundle> changed) {
        Set<Bundle> all = new HashSet<>(changed);
        changed.forEach(bundle -> hosts(bundle).forEach(all::add));
        if (!all.isEmpty()) {
            all.addAll(wiring.getDependencyClosure(List.copyOf(all)));
        }
        all.removeIf(bundle -> bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID);
        return all;
    }

    /**
     * Stops the running bundles, the last started first.
     *
     * @return the bundles that ran, in their start order
     * @throws EngineFailure if a bundle blocks: Felix would wait for the bundle without limit, and the host would wait
     *     for Felix
     */
    List<Bundle> stop(Set<Bundle> closure) {
        for (Bundle bundle : closure) {
            residents.of(bundle).flatMap(Resident::hanging).ifPresent(step -> {
                step.interrupt();
                if (!step.ended(INTERRUPTED)) {
                    throw EngineFailure.notUpdated(
                            bundle.getSymbolicName(), "its start or stop is blocked in " + step.frame());
                }
            });
        }
        List<Bundle> active = new ArrayList<>(closure.stream()
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .sorted(residents.startOrder(shipped.bundles()))
                .toList());
        List<Bundle> lastFirst = new ArrayList<>(active);
        Collections.reverse(lastFirst);
        List<Bundle> stopped = new ArrayList<>();
        for (Bundle bundle : lastFirst) {
            Optional<Resident> resident = residents.of(bundle);
            String label = resident.map(Resident::label).orElse(String.valueOf(bundle.getSymbolicName()));
            if (!starter.stop(bundle, label, resident, times.start())) {
                start(stopped, Set.of(), false);
                throw EngineFailure.notUpdated(label, "its stop does not return");
            }
            stopped.add(0, bundle);
        }
        return active;
    }

    /** Requests that the framework drops old wires. The bundles must have been stopped before. */
    void refresh(Set<Bundle> closure) {
        if (closure.isEmpty()) {
            return;
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(closure, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        try {
            if (!refreshed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("The framework has been rewiring {} for {} s", closure, PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts stopped and new bundles.
     *
     * @param stopped the result of {@link #stop}
     * @param fresh new residents
     * @param retry whether to retry residents that failed or were stopped by a user
     */
    void start(List<Bundle> stopped, Set<Resident> fresh, boolean retry) {
        Set<Resident> all = new HashSet<>(fresh);
        stopped.forEach(bundle -> residents.of(bundle).ifPresent(all::add));
        stopped.stream().filter(shipped.bundles()::contains).forEach(this::startOther);
        starter.startAll(all, retry);
        stopped.stream()
                .filter(bundle -> residents.of(bundle).isEmpty() && bundle.getState() == Bundle.RESOLVED)
                .forEach(this::startOther);
    }

    private void startOther(Bundle bundle) {
        if (starter.isClosing()) {
            return;
        }
        BoundedSteps.Step step = BoundedSteps.start(bundle);
        String name = String.valueOf(bundle.getSymbolicName());
        if (!step.ended(times.start())) {
            LOG.error(
                    EngineFailure.startHangs(name, times.start(), step.frame()).line());
        }
        step.thrown()
                .ifPresent(thrown ->
                        LOG.error(EngineFailure.notStarted(name, thrown).line(), thrown));
    }

    private Stream<Bundle> hosts(Bundle bundle) {
        String host = residents
                .of(bundle)
                .flatMap(Resident::identity)
                .map(JarIdentity::host)
                .orElse("");
        return host.isEmpty()
                ? Stream.empty()
                : residents.versions(host).stream().flatMap(resident -> resident.bundle().stream());
    }
}
