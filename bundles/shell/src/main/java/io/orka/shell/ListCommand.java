package io.orka.shell;

import io.orka.engine.EngineBundles;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.RegistryHealth;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code orka:list}. */
record ListCommand(Plugins plugins, EngineBundles engine, Clock clock) implements Command {

    private static final Usage USAGE = new Usage("list", "[--all] [--json]", "List plugins and their state.")
            .note("The column OLD IN MEMORY counts closed versions whose classes the JVM has not unloaded yet.")
            .argument("--all", "List the engine bundles too.")
            .argument("--json", "Print JSON.")
            .example("orka:list")
            .example("orka:list --all --json");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        Words read = Words.exactly(0, USAGE, words);
        boolean withEngine = read.flags().contains("--all");
        RegistryHealth registry = plugins.registry(); // read before the list, which may include newer changes
        List<PluginStatus> all = plugins.list();
        if (read.json()) {
            console.prettyJson(
                    withEngine ? everything(all, registry) : StatusJson.of(all, plugins.blocker(), registry));
        } else {
            print(console, all, registry);
            if (withEngine) {
                console.println("");
                EngineWords.printAll(engine, clock.instant(), console);
            }
        }
    }

    private Map<String, @Nullable Object> everything(List<PluginStatus> all, RegistryHealth registry) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("registry", RegistryWords.json(registry));
        data.put("plugins", StatusJson.of(all, plugins.blocker(), registry));
        data.put("engine", EngineJson.of(engine));
        return data;
    }

    private void print(Console console, List<PluginStatus> all, RegistryHealth registry) {
        if (all.isEmpty() && registry.problem() != null) {
            console.println("No plugins: plugins.json is missing or invalid.");
        } else if (all.isEmpty()) {
            console.println("No plugins yet. Add one: orka:add NAME VERSION REPO SERVICE");
        } else {
            console.print(StatusTable.of(all, clock.instant()));
            for (PluginStatus plugin : all) {
                if (plugin.failure() != null) {
                    console.println(Tint.RED, FailureLine.of(plugin.key(), plugin.failure()));
                }
                if (!plugin.warnings().isEmpty()) {
                    console.println(Tint.YELLOW, warning(plugin));
                }
            }
            plugins.blocker().ifPresent(blocker -> console.println(Tint.RED, blocker.line(clock.instant())));
        }
        RegistryWords.print(registry, console);
    }

    /** Returns the first warning; a table has no space for all warnings. */
    private static String warning(PluginStatus plugin) {
        int more = plugin.warnings().size() - 1;
        return plugin.key() + " warning: " + plugin.warnings().get(0)
                + (more == 0 ? "" : " (and " + more + " more: orka:why " + plugin.key() + ")");
    }
}
