package io.orka.shell;

import io.orka.plugins.Plugins;
import io.orka.registry.PluginConfig;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;

/** {@code orka:call}. */
record CallCommand(Plugins plugins) implements Command {

    private static final Usage USAGE = new Usage(
            "call",
            "NAME[@VERSION] METHOD [key=value ...] [--args JSON]",
            "Calls a plugin and prints its answer as JSON; a failure answer makes the command fail.",
            "orka:call hello HelloWorld name='Ada Lovelace'",
            Slot.PLUGIN,
            Slot.METHOD,
            Slot.ARGUMENT);

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        if (words.size() < 2) {
            throw USAGE.wrong("orka:call takes a plugin and a method but got " + words.size() + " arguments");
        }
        String plugin = words.get(0);
        String method = words.get(1);
        PluginConfig config = plugins.config(plugin);
        Request request =
                new Request(method, CallArguments.read(config, plugin, method, words.subList(2, words.size())));
        Response response = plugins.call(plugin, console.context(), request);
        console.json(ResponseJson.of(response));
        if (!response.success()) {
            throw new CommandFailed();
        }
    }
}
