package io.orka.leaks;

import static java.util.Objects.requireNonNull;

import io.orka.entry.RecordedThrow;
import java.beans.Introspector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, reports and removes the objects that plugins leave behind in the JVM, since such objects would keep the
 * plugins' classes in memory. Safe for use by multiple threads.
 */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Duration deadline;
    private final List<LeakSource> sources;
    private final JvmChanges changes = new JvmChanges();

    /**
     * Records the JVM's current defaults, to restore them if a plugin replaces them.
     *
     * @param deadline the maximum time for a plugin's {@code close()}, and for each of its shutdown hooks
     */
    public Leftovers(Duration deadline) {
        this.deadline = requireNonNull(deadline, "deadline is null");
        this.sources = List.of(
                new ShutdownHooks(deadline), // before the plugin's threads end, since the hooks may need these threads
                new PluginThreads(),
                new Timers(),
                new DelayedTasks(),
                new JdbcDrivers(),
                new MBeans(),
                new RemoteObjects(),
                new SecurityProviders(),
                new JvmDefaults(),
                new LogHandlers(),
                new UncaughtHandlers(),
                new SystemProperties(),
                new ThreadLocals(),
                new InheritedContexts());
    }

    /** One step of a cleanup. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * Returns the maximum time for a plugin's {@code close()}, and for each of its shutdown hooks.
     *
     * @return the time that was given to the constructor
     */
    public Duration deadline() {
        return deadline;
    }

    /**
     * Begins to record the values that a plugin changes for the whole JVM. Call this before the plugin is constructed.
     *
     * @param loader the plugin's loader
     */
    public void beginConstruction(PluginLoader loader) {
        changes.begin(loader);
    }

    /**
     * Stops the recording that {@link #beginConstruction} started. Call this when the constructor has returned or its
     * deadline has passed; further calls do nothing.
     *
     * @param loader the plugin's loader
     */
    public void endConstruction(PluginLoader loader) {
        changes.end(loader);
    }

    /**
     * Removes a plugin's leftovers, and logs them in one line. Call this when the plugin's last call has returned.
     *
     * @param loader the plugin's loader, not closed yet
     * @return the leftovers
     */
    public List<Leftover> clean(PluginLoader loader) {
        List<Leftover> leftovers = new ArrayList<>(changes.revert(loader));
        Owners owners = new Owners(List.of(new Owner(loader)));
        List<Leak> found = new ArrayList<>();
        Set<Leak> failed = new HashSet<>();
        Set<Thread> seen = new HashSet<>();
        for (LeakSource source : sources) {
            for (Leak leak : search(source, owners)) {
                if (leak.thread() == null || seen.add(leak.thread())) {
                    found.add(leak);
                    if (!attempt(loader, "could not clean up " + leak.kind() + " " + leak.name(), leak.removal())) {
                        failed.add(leak);
                    }
                }
            }
        }
        attempt(loader, "could not clear the caches of its classes", () -> {
            Introspector.flushCaches();
            ResourceBundle.clearCache(loader);
            loader.removeComputed();
        });
        attempt(loader, "could not wait for its threads", () -> await(seen));
        found.stream()
                .filter(leak -> !InheritedContexts.KIND.equals(leak.kind())) // the plugin did not cause these
                .map(leak -> new Leftover(leak.kind(), leak.name(), !failed.contains(leak) && isGone(leak.thread())))
                .forEach(leftovers::add);
        LeftoverLine.log(loader.getName(), leftovers);
        return List.copyOf(leftovers);
    }

    /** Returns descriptions of the objects that hold the classes of each generation in memory. */
    Map<Owner, Set<String>> holders(Collection<Owner> generations) {
        Map<Owner, Set<String>> holders = new HashMap<>();
        if (!generations.isEmpty()) {
            Owners owners = new Owners(generations);
            for (LeakSource source : sources) {
                search(source, owners)
                        .forEach(leak -> holders.computeIfAbsent(leak.owner(), owner -> new TreeSet<>())
                                .add(leak.holder()));
            }
        }
        return holders;
    }

    private static List<Leak> search(LeakSource source, Owners owners) {
        List<Leak> found = new ArrayList<>();
        Consumer<Leak> add = found::add;
        try {
            source.search(owners, add);
        } catch (ReflectiveOperationException | UnsupportedOperationException notTold) {
            LOG.debug("Could not search {} on this JDK", source.getClass().getSimpleName(), notTold);
        } catch (Throwable thrown) { // a search calls methods of plugins' objects, such as a provider's name
            LOG.warn(
                    "Could not search {}",
                    source.getClass().getSimpleName(),
                    RecordedThrow.of(thrown)); // the leaks found so far are kept
        }
        return found;
    }

    private static void await(Set<Thread> threads) throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    private static boolean isGone(@Nullable Thread thread) {
        return thread == null || !thread.isAlive();
    }

    /** Runs one step and returns whether the step succeeded. Exceptions of the step are logged. */
    private static boolean attempt(PluginLoader loader, String complaint, Step step) {
        try {
            step.run();
            return true;
        } catch (Throwable thrown) { // steps run a plugin's code, which may throw anything
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("{}: {}", loader.getName(), complaint, RecordedThrow.of(thrown));
            return false;
        }
    }
}
