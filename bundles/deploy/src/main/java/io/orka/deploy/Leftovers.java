package io.orka.deploy;

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

/** What plugins leave behind in the JVM, where it would keep their classes in memory: finds it, names it, cleans it. */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Duration deadline;
    private final List<LeakSource> places;
    private final JvmLedger ledger = new JvmLedger();

    /**
     * Remembers the JVM's defaults as they are now.
     *
     * @param deadline how long the end-of-life code of a plugin may run
     */
    Leftovers(Duration deadline) {
        this.deadline = deadline;
        this.places = List.of(
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

    /** How long the end-of-life code of a plugin may run. */
    Duration deadline() {
        return deadline;
    }

    /** What plugins change in the JVM while they are constructed. */
    JvmLedger ledger() {
        return ledger;
    }

    /** Takes away what a plugin left, whose last call has returned, and logs it in one line. */
    List<Leftover> clean(PluginContextLoader loader) {
        List<Leftover> leftovers = new ArrayList<>(ledger.settle(loader));
        Owners owners = new Owners(List.of(Owner.of(loader)));
        List<Leak> found = new ArrayList<>();
        Set<Leak> failed = new HashSet<>();
        Set<Thread> seen = new HashSet<>();
        for (LeakSource location : places) {
            for (Leak find : search(location, owners)) {
                if (find.thread() == null || seen.add(find.thread())) {
                    found.add(find);
                    if (!attempt(loader, find.kind() + " " + find.name() + " cannot be cleaned", find.removal())) {
                        failed.add(find);
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
                .filter(find -> !InheritedContexts.KIND.equals(find.kind())) // which is no doing of the plugin's
                .map(find -> new Leftover(find.kind(), find.name(), !failed.contains(find) && isGone(find.thread())))
                .forEach(leftovers::add);
        LeftoverLine.log(loader.getName(), leftovers);
        return List.copyOf(leftovers);
    }

    /** Who holds the classes of each of these generations, in words. */
    Map<Owner, Set<String>> holders(Collection<Owner> generations) {
        Map<Owner, Set<String>> holders = new HashMap<>();
        if (!generations.isEmpty()) {
            Owners owners = new Owners(generations);
            for (LeakSource location : places) {
                search(location, owners)
                        .forEach(find -> holders.computeIfAbsent(find.owner(), owner -> new TreeSet<>())
                                .add(find.holder()));
            }
        }
        return holders;
    }

    private static List<Leak> search(LeakSource location, Owners owners) {
        List<Leak> found = new ArrayList<>();
        Consumer<Leak> add = found::add;
        try {
            location.search(owners, add);
        } catch (ReflectiveOperationException | UnsupportedOperationException notTold) {
            LOG.debug("{} cannot be searched on this JDK", location.getClass().getSimpleName(), notTold);
        } catch (Throwable thrown) { // objects of plugins are asked here, such as for a provider's name
            LOG.warn(
                    "{} cannot be searched",
                    location.getClass().getSimpleName(),
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

    /** Runs one step and answers whether it went well; what it throws is logged and does not stop what comes after. */
    static boolean attempt(PluginContextLoader loader, String complaint, Step step) {
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
