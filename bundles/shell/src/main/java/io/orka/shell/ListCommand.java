package io.orka.shell;

import io.orka.engine.EngineBundles;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code orka:list}. */
final class ListCommand implements Command {

    private static final Usage USAGE = new Usage(
            "list",
            "[--all] [--json]",
            "Lists the plugins, with --all the engine bundles too, what they do and what failed.",
            "orka:list");

    private final Plugins plugins;
    private final EngineBundles engine;
    private final Clock clock;

    ListCommand(Plugins plugins, EngineBundles engine, Clock clock) {
        this.plugins = plugins;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<Slot> slots() {
        return List.of();
    }

    @Override
    public void run(Console console, List<String> words) {
        Words read = Words.exactly(0, USAGE, words);
        boolean withEngine = read.flags().contains("--all");
        List<PluginStatus> all = plugins.list();
        if (read.json()) {
            console.prettyJson(withEngine ? everything(all) : StatusJson.of(all, plugins.blocker()));
        } else {
            print(console, all);
            if (withEngine) {
                console.println("");
                EngineWords.printAll(engine, clock.instant(), console);
            }
        }
    }

    private Map<String, @Nullable Object> everything(List<PluginStatus> all) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("plugins", StatusJson.of(all, plugins.blocker()));
        data.put("engine", EngineJson.of(engine));
        return data;
    }

    private void print(Console console, List<PluginStatus> all) {
        if (all.isEmpty()) {
            console.println("No plugins yet. Register one: orka:add NAME VERSION REPO SERVICE");
        } else {
            console.print(StatusTable.of(all, clock.instant()));
            for (PluginStatus plugin : all) {
                if (plugin.failure() != null) {
                    console.println(Tint.RED, FailureLine.of(plugin.key(), plugin.failure()));
                }
            }
            plugins.blocker().ifPresent(blocker -> console.println(Tint.RED, blocker.line(clock.instant())));
        }
    }
}
