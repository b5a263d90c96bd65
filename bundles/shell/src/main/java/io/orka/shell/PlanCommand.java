package io.orka.shell;

import io.orka.plugins.Forecast;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code orka:plan}. */
record PlanCommand(Plugins plugins) implements Command {

    private static final Usage USAGE = new Usage(
            "plan",
            "[FILE] [--json]",
            "Shows what orka:apply would change, and try again, with FILE if that were the registry.",
            "orka:plan");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        Words read = Words.read(USAGE, words, 0, 1);
        @Nullable Path other = read.plain().isEmpty() ? null : file(read.plain().get(0));
        Forecast forecast = other == null ? plugins.forecast() : plugins.forecast(other);
        List<PluginStatus> all = other == null ? plugins.list() : List.of();
        if (read.json()) {
            console.prettyJson(PlanWords.json(forecast, all));
        } else {
            String asked = other == null ? "is registered" : other + " asks for";
            PlanWords.print(forecast, all, "what runs is what " + asked, console);
        }
        if (forecast.registry().problem() != null) {
            throw new CommandFailed();
        }
    }

    /** Where a relative path of a client begins, the host cannot know. */
    private static Path file(String text) {
        try {
            Path file = Path.of(text);
            if (!file.isAbsolute()) {
                throw USAGE.wrong("'" + text + "' is a relative path, but the host has a working directory of its own:"
                        + " name an absolute one");
            }
            return file;
        } catch (InvalidPathException e) {
            throw USAGE.wrong("'" + text + "' is no path of a file");
        }
    }
}
