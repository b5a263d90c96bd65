package io.orka.shell;

import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import java.time.Clock;
import java.util.List;

/** {@code orka:list}. */
final class ListCommand implements Command {

    private static final Usage USAGE =
            new Usage("list", "[--json]", "Lists the plugins, what they do and what failed.", "orka:list");

    private final Plugins plugins;
    private final Clock clock;

    ListCommand(Plugins plugins, Clock clock) {
        this.plugins = plugins;
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
        boolean json = Words.exactly(0, USAGE, words).json();
        List<PluginStatus> all = plugins.list();
        if (json) {
            console.prettyJson(StatusJson.of(all));
        } else if (all.isEmpty()) {
            console.println("No plugins yet. Register one: orka:add NAME VERSION REPO SERVICE");
        } else {
            console.print(StatusTable.of(all, clock.instant()));
            for (PluginStatus plugin : all) {
                if (plugin.failure() != null) {
                    console.println(Tint.RED, FailureLine.of(plugin.key(), plugin.failure()));
                } else if (!plugin.warnings().isEmpty()) {
                    console.println(Tint.YELLOW, warning(plugin));
                }
            }
        }
    }

    /** The first one; a table has no room for all. */
    private static String warning(PluginStatus plugin) {
        int more = plugin.warnings().size() - 1;
        return plugin.key() + " warning: " + plugin.warnings().get(0)
                + (more == 0 ? "" : " (and " + more + " more: orka:why " + plugin.key() + ")");
    }
}
