package io.orka.engine;

import io.orka.engine.BoundedSteps.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops residents. Of each symbolic name, the highest version that can run is started. Confined to the
 * engine thread.
 */
final class Starter {

    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

    private final FrameworkWiring wiring;
    private final Residents residents;
    private final DataAreas data;
    private final Components components;
    private final MissingRequirements missing;
    private final EngineTimes times;
    private final Executor engine;
    private final BooleanSupplier closing;

    Starter(
            BundleContext system,
            Residents residents,
            DataAreas data,
            Components components,
            EngineTimes times,
            Executor engine,
            BooleanSupplier closing) {
        this.wiring = system.getBundle().adapt(FrameworkWiring.class);
        this.residents = residents;
        this.data = data;
        this.components = components;
        this.missing = new MissingRequirements(system);
        this.times = times;
        this.engine = engine;
        this.closing = closing;
    }

    /** Returns whether the host is stopping and no bundle may be started. */
    boolean isClosing() {
        return closing.getAsBoolean();
    }

    /**
     * Starts the residents that should be running but are not. Does nothing while the host is stopping.
     *
     * @param fresh residents that changed, or were stopped because other residents changed
     * @param retry whether to retry residents that failed or were stopped by a user
     */
    void startAll(Set<Resident> fresh, boolean retry) {
        boolean unused = wiring.resolveBundles(residents.all().stream()
                .flatMap(resident -> resident.bundle().stream())
                .toList());
        Set<String> done = new HashSet<>();
        for (Resident resident : residents.all()) {
            if (isClosing()) {
                return;
            }
            if (resident.bundle().isEmpty()) {
                continue;
            }
            if (resident.isFragment()) {
                checkAttached(resident);
            } else {
                String name = resident.identity().orElseThrow().name();
                if (done.add(name)) {
                    startHighest(residents.versions(name), fresh, retry);
                }
            }
        }
    }

    private void startHighest(List<Resident> versions, Set<Resident> fresh, boolean retry) {
        boolean replaces = false;
        EngineFailure failure = null;
        Resident failed = null;
        for (int i = 0; i < versions.size() && !isClosing(); i++) {
            Resident resident = versions.get(i);
            List<Resident> lower = versions.subList(i + 1, versions.size());
            boolean again = fresh.contains(resident) || retry || replaces;
            if (!runs(resident)) {
                if (resident.wasStarted() && !again) {
                    return; // a user stopped the bundle
                }
                if (!again && !mayResolveNow(resident)) {
                    continue;
                }
                boolean stopped = isResolved(resident) && stopRunning(lower);
                replaces |= stopped;
                boolean whole = start(resident);
                if (!runs(resident) || (!whole && stopped)) {
                    stop(resident);
                    failed = resident;
                    failure = resident.failure().orElse(null);
                    continue;
                }
            }
            if (failed != null && failure != null) {
                failed.failed(failure.butRuns(resident.label()));
            }
            supersede(lower, resident);
            return;
        }
    }

    private static boolean runs(Resident resident) {
        return resident.isActive() || resident.hanging().isPresent();
    }

    /** Returns whether a resident may be resolvable now, or was never tried. */
    private static boolean mayResolveNow(Resident resident) {
        return resident.failure().isEmpty()
                || (resident.failure().get().code().equals(EngineFailure.UNRESOLVED) && isResolved(resident));
    }

    private static boolean isResolved(Resident resident) {
        return resident.bundle().map(Bundle::getState).orElse(Bundle.UNINSTALLED) >= Bundle.RESOLVED;
    }

    private boolean stopRunning(List<Resident> lower) {
        boolean stopped = false;
        for (Resident resident : lower) {
            stopped |= resident.isActive() && stop(resident);
        }
        return stopped;
    }

    private static void supersede(List<Resident> lower, Resident higher) {
        for (Resident resident : lower) {
            EngineFailure superseded = EngineFailure.superseded(resident.label(), higher.label());
            if (!resident.note().equals(superseded.reason())) {
                LOG.warn(superseded.line());
            }
            resident.mended();
            resident.note(superseded.reason());
        }
    }

    private void checkAttached(Resident fragment) {
        if (isResolved(fragment)) {
            fragment.mended();
        } else if (fragment.failure().isEmpty()) {
            fail(fragment, explained(fragment, "its host bundle does not accept the fragment"), null);
        }
    }

    /** Starts a resident; returns whether the bundle and all of its immediate components are running. */
    private boolean start(Resident resident) {
        Bundle bundle = resident.bundle().orElseThrow();
        resident.note("");
        try {
            data.attach(bundle, resident.identity().orElseThrow().name(), resident.label());
        } catch (EngineFailure e) {
            fail(resident, e, e);
            return false;
        }
        Step step = BoundedSteps.start(bundle);
        if (step.ended(times.start())) {
            return concluded(resident, step);
        }
        resident.hangs(step);
        EngineFailure failure = EngineFailure.startHangs(resident.label(), times.start(), step.frame());
        fail(resident, failure, step.stackOf(failure));
        step.whenEnded(() -> engine.execute(() -> concluded(resident, step)));
        return true;
    }

    private boolean concluded(Resident resident, Step step) {
        resident.hangs(null);
        Optional<Throwable> thrown = step.thrown();
        if (thrown.isPresent()) {
            fail(resident, reason(resident, thrown.get()), thrown.get());
            return false;
        }
        if (resident.failure().isPresent()) {
            LOG.info("{} started", resident.label());
        }
        resident.mended();
        resident.started(true);
        return tellFailedComponents(resident);
    }

    /** Logs newly failed components; returns whether no component has failed. */
    boolean tellFailedComponents(Resident resident) {
        List<EngineComponent> failed = resident.bundle().map(components::of).orElse(List.of()).stream()
                .filter(component -> component.state() == EngineComponent.State.FAILED)
                .toList();
        for (EngineComponent component : resident.newlyFailed(failed)) {
            LOG.error(EngineFailure.componentFailed(resident.label(), component.name(), component.detail())
                    .line());
        }
        return failed.isEmpty();
    }

    /** Stops a resident if its bundle is active; returns whether the bundle has stopped. */
    boolean stop(Resident resident) {
        return resident.bundle().isEmpty()
                || !resident.isActive()
                || stop(resident.bundle().get(), resident.label(), Optional.of(resident), times.start());
    }

    boolean stop(Bundle bundle, String label, Optional<Resident> resident, Duration patience) {
        Step step = BoundedSteps.stop(bundle);
        if (!step.ended(patience)) {
            EngineFailure failure = EngineFailure.stopHangs(label, step.frame());
            resident.ifPresent(each -> {
                each.hangs(step);
                each.failed(failure);
                step.whenEnded(() -> each.hangs(null));
            });
            LOG.error(failure.line(), step.stackOf(failure));
            return false;
        }
        step.thrown()
                .ifPresent(thrown ->
                        LOG.error(EngineFailure.notStopped(label, thrown).line(), thrown));
        resident.ifPresent(each -> each.started(false));
        return true;
    }

    /** Stops a resident when the host stops. */
    void stopForGood(Resident resident, Bundle bundle, Duration patience) {
        if (!stop(bundle, resident.label(), Optional.of(resident), patience)) {
            resident.hanging().ifPresent(Step::interrupt);
        }
    }

    private EngineFailure reason(Resident resident, Throwable thrown) {
        return thrown instanceof BundleException e && e.getType() == BundleException.RESOLVE_ERROR
                ? explained(resident, ThrownText.line(thrown))
                : EngineFailure.notStarted(resident.label(), thrown);
    }

    private EngineFailure explained(Resident resident, String complaint) {
        return missing.explain(resident.bundle().orElseThrow(), resident.label(), complaint);
    }

    private static void fail(Resident resident, EngineFailure failure, @Nullable Throwable behind) {
        boolean known = resident.failure()
                .map(EngineFailure::line)
                .filter(failure.line()::equals)
                .isPresent();
        resident.failed(failure);
        if (!known) {
            LOG.error(failure.line(), behind);
        }
    }
}
