package io.orka.engine;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine bundles of one host: the jar files of a directory. The bundles are installed and started in the order of
 * the file names, watched, updated when a file changes, and stopped in reverse order.
 *
 * <p>The failure of one bundle does not affect others: the failure is logged in one line and becomes the state of the
 * bundle. Safe for use by multiple threads. Only the engine thread changes the framework.
 */
public final class EngineBundles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineBundles.class);
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final BundleContext system;
    private final EngineTimes times;
    private final ScheduledThreadPoolExecutor engine = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "orka-engine");
        thread.setDaemon(true);
        return thread;
    });
    private final Residents residents = new Residents();
    private final Components components;
    private final Shipped shipped;
    private final Configurations configurations;
    private final SettledFiles jars;
    private final Intake intake;
    private final Starter starter;
    private final DirectoryReconciler reconciler;
    private volatile boolean closing;
    private String trouble = "";
    private long componentChanges;

    /**
     * Prepares the engine bundles without installing them.
     *
     * @param system the context of the framework's system bundle
     * @param places the directories
     * @param times the time limits
     */
    public EngineBundles(BundleContext system, EnginePlaces places, EngineTimes times) {
        this.system = requireNonNull(system, "system is null");
        this.times = requireNonNull(times, "times is null");
        DataAreas data = new DataAreas(system, places.data());
        Copies copies = new Copies(places.run());
        Executor later = task -> {
            try {
                engine.execute(task);
            } catch (RejectedExecutionException e) {
                LOG.debug("a bundle returned after the engine bundles were closed");
            }
        };
        components = new Components(system);
        shipped = new Shipped(system, places.shipped(), data, times);
        configurations = new Configurations(places, new ConfigurationService(system));
        jars = new SettledFiles(places.bundles(), file -> {
            String name = file.getFileName().toString();
            return name.endsWith(".jar") && !name.startsWith(".");
        });
        intake = new Intake(places.bundles(), copies);
        starter = new Starter(system, residents, data, components, times, later, () -> closing);
        Rewiring rewiring = new Rewiring(system, residents, shipped, starter, times);
        reconciler =
                new DirectoryReconciler(system, places.bundles(), residents, copies, rewiring, starter, components);
        engine.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Installs and starts the bundles, and begins to watch the directories. Returns when every bundle has started, has
     * failed, or has exceeded the time limit.
     */
    public void open() {
        system.addBundleListener(shipped);
        system.addBundleListener(residents);
        try {
            List<EngineChange> unused = inTurn(() -> look(true, false));
            long pause = times.look().toNanos();
            var unusedWatch =
                    engine.scheduleWithFixedDelay(() -> look(false, false), pause, pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed before it was opened");
        }
    }

    /**
     * Checks the directories now, and retries bundles that failed or were stopped.
     *
     * @return the changes, in order
     * @throws EngineFailure if this object is closed, or if the thread is interrupted
     */
    public List<EngineChange> update() {
        try {
            return inTurn(() -> look(true, true));
        } catch (RejectedExecutionException e) {
            throw EngineFailure.stopping();
        }
    }

    /**
     * Returns the engine bundles and their states.
     *
     * @return one bundle for each file, in start order
     */
    public List<EngineBundle> bundles() {
        return residents.all().stream()
                .map(resident -> resident.status(components))
                .toList();
    }

    /**
     * Returns the failures of configuration files.
     *
     * @return one failure for each file with a failure
     */
    public List<OrkaFailure> configurationFailures() {
        return configurations.failures();
    }

    /**
     * Returns whether a bundle blocks in its start or stop. In this case the framework cannot stop regularly.
     *
     * @return whether a bundle blocks
     */
    public boolean hangs() {
        return residents.all().stream().anyMatch(resident -> resident.hanging().isPresent());
    }

    /**
     * Stops the bundles that users installed manually, and then the other bundles, the last started first. A bundle
     * that blocks may use half of the remaining time; then it is logged, interrupted and skipped.
     */
    @Override
    public void close() {
        if (engine.isShutdown()) {
            return;
        }
        closing = true; // a running check starts no more bundles
        try {
            var stopped = engine.submit(this::stopAll);
            engine.shutdown();
            stopped.get(times.stop().plus(SLACK).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.error("The engine bundles were not stopped: some are still being started or updated");
        } catch (ExecutionException e) {
            LOG.error("The engine bundles could not be stopped", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopAll() {
        long end = System.nanoTime() + times.stop().toNanos();
        List<Bundle> byHand = Stream.of(system.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE && shipped.isOfPeople(bundle))
                .filter(bundle -> residents.of(bundle).isEmpty())
                .toList();
        for (int last = byHand.size() - 1; last >= 0; last--) {
            Bundle bundle = byHand.get(last);
            boolean unused =
                    starter.stop(bundle, String.valueOf(bundle.getSymbolicName()), Optional.empty(), half(end));
        }
        for (Resident resident : residents.lastFirst()) {
            Duration share = half(end);
            resident.hanging().ifPresent(step -> {
                step.interrupt();
                boolean unused = step.ended(share.dividedBy(2));
            });
            if (resident.isActive()
                    && resident.hanging()
                            .filter(step -> !step.ended(Duration.ZERO))
                            .isEmpty()) {
                resident.bundle().ifPresent(bundle -> starter.stopForGood(resident, bundle, share));
            }
        }
    }

    private static Duration half(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()) / 2);
    }

    private List<EngineChange> look(boolean once, boolean retry) {
        try {
            Map<String, SettledFiles.Stamp> files = once ? jars.lookOnce() : jars.look();
            boolean configured = configurations.read(once);
            if (configured || !files.isEmpty()) {
                shipped.ensure();
            }
            if (shipped.isThere()) {
                configurations.handOn();
            }
            List<EngineChange> changes = List.of();
            if (!files.isEmpty() || !residents.all().isEmpty()) {
                changes = reconciler.apply(intake.take(files, installed(), shipped.names(), retry), retry);
            }
            tellFailedComponents();
            trouble = "";
            return changes;
        } catch (RuntimeException | Error e) { // the next check must run in any case
            String line = e instanceof EngineFailure failure ? failure.line() : e.toString();
            if (!line.equals(trouble)) {
                LOG.error("{}", line, e);
            }
            trouble = line;
            return List.of();
        }
    }

    private void tellFailedComponents() {
        long changes = components.changes();
        if (changes != componentChanges) {
            componentChanges = changes;
            residents.all().forEach(starter::tellFailedComponents);
        }
    }

    private Set<String> installed() {
        return residents.all().stream()
                .filter(resident -> resident.bundle().isPresent())
                .map(Resident::file)
                .collect(Collectors.toSet());
    }

    private <T> T inTurn(Callable<T> task) {
        try {
            return engine.submit(task).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check threw an exception", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EngineFailure.interrupted();
        }
    }
}
