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
                    "plan", "[FILE] [--json]", "Show the changes and retries that orka:apply would make.")
            .argument("FILE", "Absolute path of a registry file to plan for instead of plugins.json.")
            .argument("--json", "Print JSON.")
            .example("orka:plan")
            .example("orka:plan /tmp/plugins.json");

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
            String file = other == null ? "plugins.json" : other.toString();
            PlanWords.print(forecast, all, "Running plugins match " + file, console);
        }
        if (forecast.registry().problem() != null) {
            throw new CommandFailed();
        }
    }

    /** Parses an absolute path. The client's working directory is unknown to the host. */
    private static Path file(String text) {
        try {
            Path file = Path.of(text);
            if (!file.isAbsolute()) {
                throw USAGE.wrong(
                        "'" + text + "' is a relative path, but the host has another working directory; give an"
                                + " absolute path");
            }
            return file;
        } catch (InvalidPathException e) {
            throw USAGE.wrong("'" + text + "' is not a file path");
        }
    }
}
