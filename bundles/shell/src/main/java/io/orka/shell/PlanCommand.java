package io.orka.shell;

import io.orka.plugins.Plan;
import io.orka.plugins.Plugins;
import java.util.List;

/** {@code orka:plan}. */
final class PlanCommand implements Command {

    private static final Usage USAGE =
            new Usage("plan", "[--json]", "Shows what orka:apply would change.", "orka:plan");

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

    @Override
    public void run(Console console, List<String> words) {
        boolean json = Words.exactly(0, USAGE, words).json();
        Plan plan = plugins.plan();
        if (json) {
            console.prettyJson(PlanWords.json(plan));
        } else {
            PlanWords.print(plan, console);
        }
    }
}
