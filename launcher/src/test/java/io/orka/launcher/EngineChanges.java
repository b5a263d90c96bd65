package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.plugins.Plugins;
import io.orka.plugins.PluginsFailure;
import io.orka.plugins.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes random changes of plugins: {@code hello} in several versions, an entry without a version, and one of a branch.
 */
final class EngineChanges {

    private static final long PATIENCE_SECONDS = 120;
    private static final List<String> TAGS = List.of("v0.1.0", "v0.2.0", "v0.3.0-rc.1", "v0.3.0");

    /** The keys of {@code hello} that can be registered. */
    private static final List<String> HELLOS =
            List.of("hello@v0.1.0", "hello@v0.2.0", "hello@v0.3.0-rc.1", "hello@v0.3.0", "hello@main", "hello");

    /** The keys that follow a branch. */
    private static final List<String> MOVING = List.of("hello@main", "hello", "plain", "track@main");

    private static final String REGISTERED_TWICE = "is already registered";

    private final EngineHost engine;
    private final Random random;
    private final Map<String, Integer> commits = new HashMap<>();
    private final Map<String, Integer> done = new TreeMap<>();

    /** The plugin name that was changed last. */
    private String changed = "";

    EngineChanges(EngineHost engine, Random random) {
        this.engine = engine;
        this.random = random;
    }

    /** Creates the repositories and starts the host. */
    void start() throws Exception {
        TAGS.forEach(tag -> engine.release("hello", tag, "hello " + tag));
        List.of("hello", "plain", "track").forEach(this::commit);
        engine.start("hello@v0.1.0", "plain", "track@main");
    }

    /**
     * Returns how often each change was made. {@code refused} counts impossible changes, such as a rollback without a
     * previous version.
     */
    Map<String, Integer> done() {
        return done;
    }

    /** Makes a random change and returns its description. */
    String next() throws Exception {
        List<String> registered = registered();
        List<String> moving = registered.stream().filter(MOVING::contains).toList();
        int choice = random.nextInt(100);
        if (choice < 25) {
            return swap(registered);
        } else if (choice < 40) {
            return add(registered);
        } else if (choice < 53 && !registered.isEmpty()) {
            return remove(oneOf(registered));
        } else if (choice < 70) {
            return rollback(registered);
        } else if (choice < 85 && !moving.isEmpty()) {
            return reload(oneOf(moving));
        } else if (choice < 92) {
            return edit();
        } else if (choice < 97) {
            return atOnce(registered);
        }
        engine.restartEngine();
        return counted("engine restart", "");
    }

    private String swap(List<String> registered) {
        return canSwap(registered) ? swap(oneOf(hellos(registered)), oneOf(free(registered))) : add(registered);
    }

    private static boolean canSwap(List<String> registered) {
        return !hellos(registered).isEmpty() && !free(registered).isEmpty();
    }

    private static List<String> hellos(List<String> registered) {
        return registered.stream().filter(HELLOS::contains).toList();
    }

    private static List<String> free(List<String> registered) {
        return TAGS.stream().filter(tag -> !registered.contains("hello@" + tag)).toList();
    }

    private String swap(String key, String version) {
        return ordered("swap", key + " to " + version, () -> plugins().swap(key, version));
    }

    private String add(List<String> registered) {
        List<String> free = new ArrayList<>(HELLOS);
        free.addAll(MOVING);
        free.removeAll(registered);
        if (free.isEmpty()) {
            return remove(oneOf(registered));
        }
        PluginKey key = PluginKey.parse(oneOf(free));
        return ordered("add", key.toString(), () -> engine.add(key));
    }

    private String remove(String key) {
        return ordered("remove", key, () -> plugins().remove(key));
    }

    /** Rolls back mostly the plugin that was changed last, because it has a previous version. */
    private String rollback(List<String> registered) {
        List<String> names = new ArrayList<>();
        for (String name : List.of("hello", "plain", "track")) {
            long versions = registered.stream()
                    .filter(key -> PluginKey.parse(key).name().equals(name))
                    .count();
            if (registered.contains(name) || versions == 1) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            return add(registered);
        }
        String name = names.contains(changed) && random.nextInt(4) > 0 ? changed : oneOf(names);
        return ordered("rollback", name, () -> plugins().rollback(name));
    }

    private String reload(String key) {
        if (random.nextInt(5) == 0) {
            return ordered("reload of the same", key, () -> plugins().reload(key));
        }
        commit(PluginKey.parse(key).name());
        return ordered("reload", key, () -> plugins().reload(key));
    }

    /** Rewrites the registry and applies it. */
    private String edit() throws Exception {
        List<String> keys = new ArrayList<>();
        for (String key : HELLOS) {
            if (random.nextInt(3) == 0) {
                keys.add(key);
            }
        }
        for (String key : List.of("plain", "track@main")) {
            if (random.nextInt(4) > 0) {
                keys.add(key);
            }
        }
        engine.host().register(keys.toArray(String[]::new));
        return ordered("edit", keys.toString(), () -> plugins().apply(true));
    }

    /** Changes two plugins at the same time. */
    private String atOnce(List<String> registered) throws Exception {
        List<String> others = registered.stream()
                .filter(List.of("plain", "track@main")::contains)
                .toList();
        if (others.isEmpty() || !canSwap(registered)) {
            return add(registered);
        }
        String other = oneOf(others);
        commit(PluginKey.parse(other).name());
        CompletableFuture<Report> beside =
                CompletableFuture.supplyAsync(() -> plugins().reload(other));
        String words = swap(registered);
        Report report = beside.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(report.ok()).as(report.toString()).isTrue();
        return counted("two at once", words + " and reload " + other);
    }

    private String ordered(String what, String which, Supplier<Report> order) {
        try {
            Report report = order.get();
            if (what.equals("rollback") && report.toString().contains(REGISTERED_TWICE)) {
                return counted("refused", what + " " + which + " to what is registered besides");
            }
            assertThat(report.ok()).as("%s %s: %s", what, which, report).isTrue();
            if (!what.equals("edit")) {
                changed = PluginKey.parse(which.split(" ", -1)[0]).name();
            }
            return counted(what, which);
        } catch (PluginsFailure e) {
            return counted("refused", what + " " + which + ": " + e.line());
        }
    }

    private String counted(String what, String which) {
        done.merge(what, 1, Integer::sum);
        return what + " " + which;
    }

    private void commit(String name) {
        engine.release(name, null, name + " " + commits.merge(name, 1, Integer::sum));
    }

    private List<String> registered() {
        return Served.by(plugins()).stream()
                .map(served -> served.key().toString())
                .toList();
    }

    private Plugins plugins() {
        return engine.orka().plugins();
    }

    private String oneOf(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
