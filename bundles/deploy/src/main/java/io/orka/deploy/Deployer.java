package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.entry.RecordedThrow;
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
 * Installs plugin bundles into the framework, where they lie, without copying them.
 *
 * <p>One bundle can be installed a second time while its first installation still finishes its calls: it then has a link
 * of its own in the run directory.
 */
public final class Deployer {

    private final BundleContext system;
    private final BundleLocations places;
    private final LoopWeaving weaving;
    private final ExternalStops stops;
    private final Leftovers leftovers;
    private final LoaderWatch watch;
    private final Programs programs;
    private final EngineFrames engineFrames;
    private volatile boolean hostEnds;

    /**
     * Prepares the run directory and deletes the links an earlier run left there. The end-of-life code of a plugin may run
     * for 10 seconds.
     *
     * @param system the system bundle's context; the framework must allow one symbolic name and version several times
     * @param runDirectory where the links go; belongs to this object alone, created if need be
     * @throws DeployFailure when the directory cannot be used
     */
    public Deployer(BundleContext system, Path runDirectory) {
        this(system, runDirectory, CloseDeadlines.DEPLOYMENT);
    }

    /**
     * Prepares the run directory and deletes the links an earlier run left there. The JVM's defaults, such as
     * the handler of uncaught exceptions, are remembered as they are now, and put back where a plugin leaves its own.
     *
     * @param system the system bundle's context; the framework must allow one symbolic name and version several times
     * @param runDirectory where the links go; belongs to this object alone, created if need be
     * @param endDeadline how long a plugin's {@code close()}, and each of its shutdown hooks, may run before it is left
     *     alone
     * @throws DeployFailure when the directory cannot be used
     */
    public Deployer(BundleContext system, Path runDirectory, Duration endDeadline) {
        this(system, runDirectory, endDeadline, Programs.none());
    }

    /**
     * Prepares the run directory, and can start processes. The end-of-life code of a plugin may run for 10 seconds.
     *
     * @param system the system bundle's context; the framework must allow one symbolic name and version several times
     * @param runDirectory where the links go; belongs to this object alone, created if need be
     * @param processes runs the plugins that have a process of their own; not closed by this object
     * @param guests starts the JVMs of those in Java
     * @throws DeployFailure when the directory cannot be used
     */
    public Deployer(BundleContext system, Path runDirectory, Processes processes, GuestJvm guests) {
        this(system, runDirectory, CloseDeadlines.DEPLOYMENT, new Programs(processes, guests));
    }

    private Deployer(BundleContext system, Path runDirectory, Duration endDeadline, Programs programs) {
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
            this.places = new BundleLocations(links);
        } catch (IOException e) {
            throw new DeployFailure(
                    DeployFailure.NOT_INSTALLED,
                    "the run directory " + links + " cannot be used: " + RecordedThrow.line(e),
                    "Make it a directory this user can write to",
                    e);
        }
    }

    /**
     * Installs and starts a bundle. None of its code runs yet.
     *
     * @param plugin the bundle; its directory must not change while it is deployed
     * @return the installation, to be closed
     * @throws DeployFailure when the bundle cannot be installed, or needs what is not there
     */
    public Deployment deploy(PluginBundle plugin) {
        return deploy(plugin, EntryLimits.none());
    }

    /**
     * Installs and starts a bundle. None of its code runs yet.
     *
     * @param plugin the bundle; its directory must not change while it is deployed
     * @param limits whether the loops of its classes can be stopped by {@link io.orka.interrupt.LoopCheck#stop}, and whether
     *     it runs in a JVM of its own, in which they cannot
     * @return the installation, to be closed
     * @throws DeployFailure when the bundle cannot be installed, or needs what is not there
     */
    public Deployment deploy(PluginBundle plugin, EntryLimits limits) {
        return start(install(plugin, limits));
    }

    /**
     * Installs a bundle, as the first half of {@link #deploy(PluginBundle, EntryLimits)}.
     *
     * @param plugin the bundle; its directory must not change while it is installed
     * @param limits as for {@link #deploy(PluginBundle, EntryLimits)}
     * @return what {@link #start} is to be called with, whatever happens meanwhile: nothing else removes it again
     * @throws DeployFailure when the bundle cannot be installed
     * @throws ProcessFailure when the guards have what counts only in a process of its own, which the plugin has not
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
            throw notInstalled("the framework refuses the bundle: " + RecordedThrow.line(e), e);
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
     * Has the framework resolve bundles together, which is quicker than each by itself as it is started. One that cannot be
     * resolved says so when it is started.
     *
     * @param installed what was installed
     */
    public void resolve(Collection<Installation> installed) {
        boolean unused = system.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .resolveBundles(installed.stream().map(Installation::bundle).toList());
    }

    /**
     * Starts a bundle, as the second half of {@link #deploy(PluginBundle, EntryLimits)}. Where that fails it is removed again.
     *
     * @param installed what was installed
     * @return the installation, to be closed
     * @throws DeployFailure when the bundle needs what is not there
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
            throw notInstalled("the bundle's class path cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            installed.remove();
            throw e;
        }
    }

    /**
     * The generations that were closed and whose classes are still in memory, the oldest first, each with who holds it. It
     * looks through threads and other places of the JVM but collects no garbage, so a generation that was closed just now
     * is mostly here. Takes milliseconds; safe for any thread.
     *
     * @return empty when everything that was closed is gone
     */
    public List<RetainedGeneration> retained() {
        return watch.retained();
    }

    /**
     * Asks the JVM to collect garbage, more than once if need be, until the classes of all closed generations are gone.
     *
     * @param patience how long to try; it may take one garbage collection longer
     * @return what is still there
     */
    public List<RetainedGeneration> settle(Duration patience) {
        return watch.settle(requireNonNull(patience, "patience is null"));
    }

    /**
     * The host ends, and its framework with it, for good: what is closed from now on, by whatever thread, is stopped and no
     * longer uninstalled. The framework would delete several files for each bundle, and who starts next would have to wait
     * for that. Its files, and the links to the bundles' directories, are left to that next one.
     */
    public void hostEnds() {
        hostEnds = true;
    }

    /**
     * The engine code in the framework that a thread is in, if it is.
     *
     * @param stack the thread's stack
     * @return as {@link EngineFrames#innermost} answers
     */
    public Optional<EngineFrame> engineCode(StackTraceElement[] stack) {
        return engineFrames.innermost(stack);
    }

    private BundleLocations.Location location(PluginBundle plugin) {
        try {
            return places.take(plugin);
        } catch (IOException | UnsupportedOperationException e) {
            throw notInstalled("there is no way to " + plugin.directory() + ": " + RecordedThrow.line(e), e);
        }
    }

    private static DeployFailure notInstalled(String message, Exception cause) {
        return new DeployFailure(
                DeployFailure.NOT_INSTALLED,
                message,
                "See the log for details; reload the plugin to wrap it anew",
                cause);
    }
}
