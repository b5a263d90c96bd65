package io.orka.shell;

import io.orka.plugins.Failure;
import io.orka.plugins.Plan;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.registry.PluginKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code orka:plan}. */
final class PlanCommand implements Command {

    private static final Usage USAGE =
            new Usage("plan", "[--json]", "Shows what orka:apply would change, and try again.", "orka:plan");

    private final Plugins plugins;

    PlanCommand(Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<Slot> slots() {
        return List.of();
    }

    private Map<PluginKey, Failure> failures() {
        Map<PluginKey, Failure> failures = new LinkedHashMap<>();
        for (PluginStatus plugin : plugins.list()) {
            Failure failure = plugin.failure();
            if (failure != null) {
                failures.put(plugin.key(), failure);
            }
        }
        return failures;
    }

    @Override
    public void run(Console console, List<String> words) {
        boolean json = Words.exactly(0, USAGE, words).json();
        Plan plan = plugins.plan();
        if (json) {
            console.prettyJson(PlanWords.json(plan, failures()));
        } else {
            PlanWords.print(plan, failures(), console);
        }
    }
}
