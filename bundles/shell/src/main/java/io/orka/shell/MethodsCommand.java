package io.orka.shell;

import io.orka.plugins.Plugins;
import io.orka.registry.PluginConfig;
import java.util.List;

/** {@code orka:methods}. */
record MethodsCommand(Plugins plugins) implements Command {

    private static final Usage USAGE = new Usage(
            "methods",
            "NAME[@VERSION] [--json]",
            "Shows a plugin's methods, what they take and return.",
            "orka:methods hello",
            Slot.PLUGIN);

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
