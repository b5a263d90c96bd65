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
    private final LoopWeaving weaving;
    private final ExternalStops stops;
    private final Leftovers leftovers;
    private final LoaderWatch watch;
    private final Programs programs;
    private final EngineFrames engineFrames;
    private volatile boolean hostEnds;

    /**
     * Prepares the run directory and deletes the links that an earlier run left in it. Remembers the JVM's defaults,
     * such as the handler of uncaught exceptions, and restores them where a plugin leaves its own. A plugin's
     * {@code close()}, and each of its shutdown hooks, may run for 10 seconds; after that Orka no longer waits for it.
     *
     * @param system the system bundle's context; the framework must allow one symbolic name and version several times
     * @param runDirectory the directory of the links; used by this object only, created if it does not exist
     * @param processes runs the plugins that have a separate process; not closed by this object
     * @param guests starts the JVMs of those in Java
     * @throws DeployFailure when the directory cannot be used
     */
    public Deployer(BundleContext system, Path runDirectory, Processes processes, GuestJvm guests) {
        this(system, runDirectory, CloseDeadlines.DEPLOYMENT, new Programs(processes, guests));
    }

    /** As the public constructor, but with another deadline for the plugins' {@code close()} and shutdown hooks. */
    Deployer(BundleContext system, Path runDirectory, Duration endDeadline, Programs programs) {
        this.programs = programs;
        this.leftovers = new Leftovers(requireNonNull(endDeadline, "endDeadline is null"));
        this.watch = new LoaderWatch(leftovers);
        this.system = requireNonNull(system, "system is null");
        this.weaving = new LoopWeaving(system);
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
                    "Make it a directory that this user can write to.",
                    e);
        }
    }

    /**
     * Installs a bundle. None of its code runs yet.
     *
     * @param plugin the bundle; its directory must not change while it is installed
     * @param limits whether the loops of its classes can be stopped by {@link io.orka.interrupt.LoopCheck#stop}, and
     *     whether it runs in a separate JVM, in which they cannot
     * @return to be passed to {@link #start} in any case: nothing else removes the bundle again
     * @throws DeployFailure when the bundle cannot be installed
     * @throws ProcessFailure when the limits have fields for separate processes only, and the plugin runs in the host's
     *     JVM
     */
    public Installation install(PluginBundle plugin, EntryLimits limits) {
        Programs.check(plugin, limits);
        BundleLocations.Location location = location(plugin);
        Bundle bundle;
        try {
            bundle = system.installBundle(
                    EngineFrames.PLUGIN_LOCATION + location.root().toUri());
        } catch (BundleException | IllegalStateException e) {
            location.leave();
            throw notInstalled("the framework rejects the bundle: " + RecordedThrow.line(e), e);
        } catch (RuntimeException | Error e) {
            location.leave();
            throw e;
        }
        Installation installed = new Installation(plugin, bundle, location, limits.isolation(), () -> hostEnds, stops);
        stops.watch(installed);
        if (limits.interruptible() && !limits.ownJvm()) {
            try {
                weaving.choose(bundle);
            } catch (RuntimeException | Error e) {
                installed.remove();
                throw e;
            }
        }
        return installed;
    }

    /**
     * Resolves bundles together, which is faster than resolving each when it is started. A bundle that
     * cannot be resolved fails when it is started.
     *
     * @param installed the installations to resolve
     */
    public void resolve(Collection<Installation> installed) {
        boolean unused = system.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .resolveBundles(installed.stream().map(Installation::bundle).toList());
    }

    /**
     * Starts a bundle. None of its code runs yet. A bundle that cannot be started is removed again.
     *
     * @param installed the installation
     * @return the installation, to be closed
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
        } catch (IOException e) {
            installed.remove();
            throw notInstalled("cannot read the bundle's class path: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            installed.remove();
            throw e;
        }
    }

    /**
     * The closed generations whose classes are still in memory, the oldest first, each with the objects that hold it.
     * It searches threads and other objects of the JVM but collects no garbage, so it mostly contains a generation that
     * was closed just now. Takes milliseconds. Safe for use by multiple threads.
     *
     * @return empty when the classes of everything that was closed are unloaded
     */
    public List<RetainedGeneration> retained() {
        return watch.retained();
    }

    /**
     * Asks the JVM to collect garbage, repeatedly if need be, until the classes of all closed generations are unloaded.
     *
     * @param timeout the maximum time; one garbage collection may exceed it
     * @return the generations that are still in memory
     */
    public List<RetainedGeneration> settle(Duration timeout) {
        return watch.settle(requireNonNull(timeout, "timeout is null"));
    }

    /**
     * Call this when the host stops together with its framework. A generation that any thread closes afterwards is
     * stopped but not uninstalled: the framework would delete several files for each bundle, and delay the next start.
     * The next host deletes these files, and the links to the bundles' directories.
     */
    public void hostEnds() {
        hostEnds = true;
    }

    /**
     * Finds the client code that a thread is running.
     *
     * @param stack the thread's stack
     * @return as {@link EngineFrames#innermost} returns
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
