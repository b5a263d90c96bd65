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
 * Finds, names and removes what plugins leave behind in the JVM, where it would keep their classes in memory. Safe for use
 * by many threads.
 */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Duration deadline;
    private final List<LeakSource> sources;
    private final JvmChanges changes = new JvmChanges();

    /**
     * Remembers the JVM's defaults as they are now, to restore them where a plugin replaces them.
     *
     * @param deadline how long the end-of-life code of a plugin may run
     */
    public Leftovers(Duration deadline) {
        this.deadline = requireNonNull(deadline, "deadline is null");
        this.sources = List.of(
                new ShutdownHooks(deadline), // before its threads end, which they may need
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

    /** One attempt at cleaning up. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * How long the end-of-life code of a plugin may run.
     *
     * @return as given to the constructor
     */
    public Duration deadline() {
        return deadline;
    }

    /**
     * Begins to record the values that a plugin changes for the whole JVM. To be called before the plugin is constructed.
     *
     * @param loader the plugin's
     */
    public void beginConstruction(PluginLoader loader) {
        changes.begin(loader);
    }

    /**
     * Ends what {@link #beginConstruction} began. To be called when the constructor has returned or its deadline has passed;
     * further calls do nothing.
     *
     * @param loader the plugin's
     */
    public void endConstruction(PluginLoader loader) {
        changes.end(loader);
    }

    /**
     * Removes what a plugin left behind, and logs it in one line. To be called when the plugin's last call has returned.
     *
     * @param loader the plugin's, not closed yet
     * @return what was found
     */
    public List<Leftover> clean(PluginLoader loader) {
        List<Leftover> leftovers = new ArrayList<>(changes.revert(loader));
        Owners owners = new Owners(List.of(Owner.of(loader)));
        List<Leak> found = new ArrayList<>();
        Set<Leak> failed = new HashSet<>();
        Set<Thread> seen = new HashSet<>();
        for (LeakSource source : sources) {
            for (Leak leak : search(source, owners)) {
                if (leak.thread() == null || seen.add(leak.thread())) {
                    found.add(leak);
                    if (!attempt(loader, leak.kind() + " " + leak.name() + " cannot be cleaned", leak.removal())) {
                        failed.add(leak);
                    }
                }
            }
        }
        attempt(loader, "its cached classes cannot be forgotten", () -> {
            Introspector.flushCaches();
            ResourceBundle.clearCache(loader);
            ResourceBundle.clearCache(loader.getParent());
        });
        attempt(loader, "its threads cannot be waited for", () -> await(seen));
        found.stream()
                .filter(leak -> !InheritedContexts.KIND.equals(leak.kind())) // the plugin did not cause these
                .map(leak -> new Leftover(leak.kind(), leak.name(), !failed.contains(leak) && isGone(leak.thread())))
                .forEach(leftovers::add);
        LeftoverLine.log(loader.getName(), leftovers);
        return List.copyOf(leftovers);
    }

    /** What holds the classes of each of these generations in memory, in words. */
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
            LOG.debug("{} cannot be searched on this JDK", source.getClass().getSimpleName(), notTold);
        } catch (Throwable thrown) { // objects of plugins are asked here, such as for a provider's name
            LOG.warn(
                    "{} cannot be searched",
                    source.getClass().getSimpleName(),
                    RecordedThrow.of(thrown)); // what was found before counts
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

    /** Runs one step and returns whether it succeeded; what it throws is logged, and the caller continues. */
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
