package io.orka.shell;

import io.orka.plugins.Failure;
import io.orka.plugins.Plan;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.RegistryHealth;
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
        RegistryHealth registry = plugins.registry();
        Plan plan = registry.problem() == null ? plugins.plan() : new Plan(List.of());
        Map<PluginKey, Failure> failures = failures();
        if (json) {
            console.prettyJson(PlanWords.json(plan, failures, registry));
        } else {
            PlanWords.print(plan, failures, registry, console);
        }
        if (registry.problem() != null) {
            throw new CommandFailed();
        }
    }
}
