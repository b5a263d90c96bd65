package io.orka.shell;

import io.orka.plugins.Change;
import io.orka.plugins.Plan;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.registry.PluginKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** What is as registered, and failed all the same. */
    private List<PluginStatus> failed(Plan plan) {
        Set<PluginKey> changing = plan.changes().stream().map(Change::key).collect(Collectors.toSet());
        return plugins.list().stream()
                .filter(plugin -> plugin.failure() != null && !changing.contains(plugin.key()))
                .toList();
    }

    @Override
    public void run(Console console, List<String> words) {
        boolean json = Words.exactly(0, USAGE, words).json();
        Plan plan = plugins.plan();
        if (json) {
            console.prettyJson(PlanWords.json(plan, failed(plan)));
        } else {
            PlanWords.print(plan, failed(plan), console);
        }
    }
}
