package io.orka.shell;

import io.orka.plugins.Forecast;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code orka:plan}. */
final class PlanCommand implements Command {

    private static final Usage USAGE = new Usage(
            "plan",
            "[FILE] [--json]",
            "Shows what orka:apply would change, and try again, with FILE if that were the registry.",
            "orka:plan");

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
        Words read = Words.read(USAGE, words, 0, 1);
        boolean own = read.plain().isEmpty();
        Forecast forecast =
                own ? plugins.forecast() : plugins.forecast(file(read.plain().get(0)));
        List<PluginStatus> all = own ? plugins.list() : List.of();
        if (read.json()) {
            console.prettyJson(PlanWords.json(forecast, all));
        } else {
            PlanWords.print(forecast, all, console);
        }
        if (forecast.registry().problem() != null) {
            throw new CommandFailed();
        }
    }

    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw USAGE.wrong("'" + text + "' is no path of a file");
        }
    }
}
