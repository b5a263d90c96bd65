package io.orka.shell;

import io.orka.plugins.Plugins;
import io.orka.registry.PluginConfig;
import java.util.List;

/** {@code orka:methods}. */
record MethodsCommand(Plugins plugins) implements Command {

    private static final Usage USAGE = new Usage(
                    "methods",
                    "NAME[@VERSION] [--json]",
                    "Show a plugin's methods with their arguments and results.",
                    Slot.PLUGIN)
            .argument("NAME[@VERSION]", "The plugin, such as hello or hello@v0.1.0.")
            .argument("--json", "Print JSON.")
            .example("orka:methods hello");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        Words read = Words.exactly(1, USAGE, words);
        PluginConfig config = plugins.config(read.plain().get(0));
        if (read.json()) {
            console.prettyJson(ConfigJson.methods(config));
        } else {
            MethodsWords.print(read.plain().get(0), config, console);
        }
    }
}
