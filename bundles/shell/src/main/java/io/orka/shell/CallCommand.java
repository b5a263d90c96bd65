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
                    "Call a plugin and print its response as JSON.",
                    Slot.PLUGIN,
                    Slot.METHOD,
                    Slot.ARGUMENT)
            .note("The command fails if the plugin reports a failure.")
            .argument("NAME[@VERSION]", "The plugin. Without VERSION, the call goes to the highest version.")
            .argument("METHOD", "The method. orka:methods lists them.")
            .argument(
                    "key=value",
                    "One argument, converted to the type that config.json declares. Put values that"
                            + " contain spaces in single quotes.")
            .argument(
                    "--args JSON", "Arguments as one JSON object in single quotes. You can also pass key=value pairs.")
            .example("orka:call hello HelloWorld name='Ada Lovelace'")
            .example("orka:call hello@v0.1.0 HelloWorld --args '{\"name\":\"Ada\"}'");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        if (words.size() < 2) {
            throw USAGE.wrong("orka:call takes a plugin and a method, but got " + words.size() + " arguments");
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
