package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.entry.RecordedThrow;
import io.orka.leaks.Leftovers;
import io.orka.leaks.LoaderWatch;
import io.orka.leaks.RetainedGeneration;
import io.orka.process.ProcessFailure;
import io.orka.process.Processes;
import io.orka.registry.EntryLimits;
import io.orka.wire.CloseDeadlines;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Installs plugin bundles into the framework from their directories, without copying them.
 *
 * <p>A bundle can be installed a second time while calls of its first installation still run: each installation has a
 * separate link in the run directory.
 */
public final class Deployer {

    private final BundleContext system;
    private final BundleLocations locations;
    private final PluginModules modules;
    private final ExternalStops stops;
    private final Leftovers leftovers;
    private final LoaderWatch watch;
    private final Programs programs;
    private final EngineFrames engineFrames;
    private volatile boolean hostEnds;

    /**
     * Prepares the run directory and deletes the links that an earlier run left in this directory. Records the JVM's
     * defaults, such as the handler of uncaught exceptions, to restore a default that a plugin replaces. Orka waits at
     * most 10 seconds for a plugin's {@code close()}, and for each of its shutdown hooks.
     *
     * @param system the system bundle's context; the framework must allow one symbolic name and version several times
     * @param modules the framework's connector; used by this object only
     * @param runDirectory the directory of the links; used by this object only, created if it does not exist
     * @param processes runs the plugins that have a separate process; this object does not close it
     * @param guests starts the JVMs of the Java plugins with a separate process
     * @throws DeployFailure when the directory cannot be used
     */
    public Deployer(
            BundleContext system, PluginModules modules, Path runDirectory, Processes processes, GuestJvm guests) {
        this(system, modules, runDirectory, CloseDeadlines.DEPLOYMENT, new Programs(processes, guests));
    }

    /** Creates a deployer with another deadline for the plugins' {@code close()} and shutdown hooks. */
    Deployer(BundleContext system, PluginModules modules, Path runDirectory, Duration endDeadline, Programs programs) {
        this.programs = programs;
        this.leftovers = new Leftovers(requireNonNull(endDeadline, "endDeadline is null"));
        this.watch = new LoaderWatch(leftovers);
        this.system = requireNonNull(system, "system is null");
        this.modules = requireNonNull(modules, "modules is null");
        this.stops = new ExternalStops(system);
        this.engineFrames = new EngineFrames(system);
        Path links = requireNonNull(runDirectory, "runDirectory is null")
                .toAbsolutePath()
                .normalize();
        try {
            this.locations = new BundleLocations(links);
        } catch (IOException e) {
            throw new DeployFailure(
                    DeployFailure.NOT_INSTALLED,
                    "cannot use the run directory " + links + ": " + RecordedThrow.line(e),
                    "Make the path a directory that this user can write to.",
                    e);
        }
    }

    /**
     * Installs a bundle without running any code of the bundle.
     *
     * @param plugin the bundle; its directory must not change while it is installed
     * @param limits whether the plugin runs in a separate JVM; if not, whether {@link io.orka.interrupt.LoopCheck#stop}
     *     can stop the loops of its classes
     * @return the installation, which the caller must pass to {@link #start}, since only that method removes the bundle
     *     again
     * @throws DeployFailure when the bundle cannot be installed
     * @throws ProcessFailure when the limits have fields for separate processes only, and the plugin runs in the host's
     *     JVM
     */
    public Installation install(PluginBundle plugin, EntryLimits limits) {
        Programs.check(plugin, limits);
        BundleLocations.Location location = location(plugin);
        try {
            PluginModule module = new PluginModule(
                    plugin.key().toString(), location.root(), limits.interruptible() && !limits.ownJvm());
            Bundle bundle = modules.install(module, system);
            Installation installed = new Installation(
                    plugin, bundle, module, () -> leave(module, location), limits.isolation(), () -> hostEnds, stops);
            stops.watch(installed);
            return installed;
        } catch (BundleException | IllegalStateException e) {
            location.leave();
            throw notInstalled("the framework rejects the bundle: " + RecordedThrow.line(e), e);
        } catch (IOException e) {
            location.leave();
            throw notInstalled("cannot read the bundle: " + RecordedThrow.line(e), e);
        } catch (RuntimeException | Error e) {
            location.leave();
            throw e;
        }
    }

    private void leave(PluginModule module, BundleLocations.Location location) {
        modules.forget(module);
        location.leave();
    }

    /**
     * Resolves bundles together, which is faster than resolving each bundle at its start. A bundle that cannot be
     * resolved fails when it is started.
     *
     * @param installed the installations to resolve
     */
    public void resolve(Collection<Installation> installed) {
        boolean unused = system.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .resolveBundles(installed.stream().map(Installation::bundle).toList());
    }

    /**
     * Starts a bundle without running any code of the bundle. A bundle that cannot be started is removed again.
     *
     * @param installed the installation
     * @return the deployment, which the caller must close
     * @throws DeployFailure when a requirement of the bundle is not met
     */
    public Deployment start(Installation installed) {
        Bundle bundle = installed.bundle();
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return new Deployment(installed, leftovers, watch, programs);
        } catch (BundleException | IllegalStateException e) {
            try {
                throw Unresolved.explain(system, bundle, e);
            } finally {
                installed.remove();
            }
        } catch (RuntimeException | Error e) {
            installed.remove();
            throw e;
        }
    }

    /**
     * Returns the closed generations whose classes are still in memory, the oldest first, each with the objects that
     * hold its classes. This method searches threads and other objects of the JVM and starts no garbage collection, so
     * the result usually contains a generation that was closed just before. Takes milliseconds. Safe for use by
     * multiple threads.
     *
     * @return the generations; empty when the classes of all closed generations are unloaded
     */
    public List<RetainedGeneration> retained() {
        return watch.retained();
    }

    /**
     * Requests garbage collections until the classes of all closed generations are unloaded or the timeout has passed.
     *
     * @param timeout the maximum time, which one garbage collection may exceed
     * @return the generations that are still in memory
     */
    public List<RetainedGeneration> settle(Duration timeout) {
        return watch.settle(requireNonNull(timeout, "timeout is null"));
    }

    /**
     * Call this when the host stops together with its framework. The bundle of a generation that is closed afterwards
     * is stopped and stays installed: an uninstallation deletes several files for each bundle, and would delay the next
     * start. The next host deletes these files, and the links to the bundles' directories.
     */
    public void hostEnds() {
        hostEnds = true;
    }

    /**
     * Finds the client code that a thread is running.
     *
     * @param stack the thread's stack
     * @return the result of {@link EngineFrames#innermost}
     */
    public Optional<EngineFrame> engineCode(StackTraceElement[] stack) {
        return engineFrames.innermost(stack);
    }

    private BundleLocations.Location location(PluginBundle plugin) {
        try {
            return locations.take(plugin);
        } catch (IOException | UnsupportedOperationException e) {
            throw notInstalled("cannot access " + plugin.directory() + ": " + RecordedThrow.line(e), e);
        }
    }

    private static DeployFailure notInstalled(String message, Exception cause) {
        return new DeployFailure(
                DeployFailure.NOT_INSTALLED,
                message,
                "See the host log for details. Reload the plugin to package it again.",
                cause);
    }
}
