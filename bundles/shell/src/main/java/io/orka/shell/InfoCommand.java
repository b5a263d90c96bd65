package io.orka.shell;

import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.RegistryHealth;
import io.orka.registry.PluginConfig;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code orka:info}. */
record InfoCommand(Plugins plugins, Clock clock) implements Command {

    private static final Usage USAGE = new Usage(
                    "info", "NAME[@VERSION] [--json]", "Show a plugin's metadata, state and call counts.", Slot.PLUGIN)
            .argument("NAME[@VERSION]", "The plugin, such as hello or hello@v0.1.0.")
            .argument("--json", "Print JSON.")
            .example("orka:info hello")
            .example("orka:info hello@v0.1.0 --json");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        Words read = Words.exactly(1, USAGE, words);
        RegistryHealth registry = plugins.registry();
        PluginStatus status = plugins.status(read.plain().get(0));
        PluginConfig config = plugins.config(read.plain().get(0));
        if (read.json()) {
            Map<String, @Nullable Object> data =
                    new LinkedHashMap<>(StatusJson.of(status, plugins.blocker(), registry));
            data.put("config", ConfigJson.of(config));
            console.prettyJson(data);
        } else {
            InfoWords.print(status, config, clock.instant(), console);
        }
    }
}
