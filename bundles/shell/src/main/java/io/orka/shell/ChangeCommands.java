package io.orka.shell;

import io.orka.plugins.Plugins;
import java.time.Clock;
import java.util.List;

/** The commands that change the registry or the running plugins. */
final class ChangeCommands {

    private static final String KEY = "The plugin, such as hello or hello@v0.1.0.";

    private static final Usage APPLY = new Usage(
                    "apply", "[--confirm]", "Apply plugins.json: start, swap and remove plugins.")
            .note(
                    "If more than two plugins and more than half of all plugins are missing from plugins.json, they stay active.")
            .argument("--confirm", "Remove missing plugins even if that removes most plugins.")
            .example("orka:apply");

    private static final Usage ADD = new Usage(
                    "add",
                    "NAME VERSION REPO SERVICE",
                    "Add a plugin to plugins.json and start it.",
                    Slot.FREE,
                    Slot.FREE,
                    Slot.FREE,
                    Slot.FREE)
            .argument("NAME", "The plugin's name: lowercase letters, digits, '.', '_' and '-'.")
            .argument("VERSION", "A tag, branch or commit. Use '-' to follow the default branch.")
            .argument("REPO", "URL or path of the Git repository.")
            .argument("SERVICE", "Value of the property orka.service, by which clients find the plugin.")
            .example("orka:add hello v0.1.0 https://example.org/hello.git HelloPlugin")
            .example("orka:add hello - https://example.org/hello.git HelloPlugin");

    private static final Usage REMOVE = new Usage(
                    "remove", "KEY", "Remove a plugin from plugins.json and stop it.", Slot.KEY)
            .argument("KEY", KEY)
            .example("orka:remove hello@v0.1.0");

    private static final Usage SWAP = new Usage(
                    "swap",
                    "NAME VERSION",
                    "Switch a plugin to another version without losing calls.",
                    Slot.PLUGIN,
                    Slot.VERSION)
            .note("Orka writes the version to plugins.json, builds it and starts it. If the build or the start fails,"
                    + " the active version stays active, plugins.json keeps the new version, and Orka retries the new"
                    + " version. To go back, run orka:rollback NAME.")
            .argument("NAME", KEY)
            .argument("VERSION", "The tag, branch or commit to switch to.")
            .example("orka:swap hello v0.2.0");

    private static final Usage RELOAD = new Usage(
                    "reload",
                    "KEY [--update]",
                    "Fetch a plugin again, and swap it if its commit or a snapshot dependency changed.",
                    Slot.KEY)
            .argument("KEY", KEY)
            .argument("--update", "Look for newer snapshots even if their update policy does not require it yet.")
            .example("orka:reload hello@main");

    private static final Usage ROLLBACK = new Usage(
                    "rollback", "NAME", "Return to the version that was active before the last swap.", Slot.NAME)
            .note("Orka takes the version from the store, without network or build, and writes it to plugins.json.")
            .argument("NAME", "The plugin's name.")
            .example("orka:rollback hello");

    private ChangeCommands() {}

    static List<Command> of(Plugins plugins, Clock clock) {
        return List.of(
                new ChangeCommand(
                        plugins, APPLY, words -> plugins.apply(words.flags().contains("--confirm"))),
                new ChangeCommand(
                        plugins,
                        ADD,
                        words -> plugins.add(
                                words.plain().get(0),
                                words.plain().get(1).equals("-")
                                        ? null
                                        : words.plain().get(1),
                                words.plain().get(2),
                                words.plain().get(3))),
                new ChangeCommand(
                        plugins, REMOVE, words -> plugins.remove(words.plain().get(0))),
                new ChangeCommand(
                        plugins,
                        SWAP,
                        words ->
                                plugins.swap(words.plain().get(0), words.plain().get(1)),
                        (words, report) -> FailedSwap.line(
                                plugins, words.plain().get(0), words.plain().get(1), report, clock)),
                new ChangeCommand(
                        plugins,
                        RELOAD,
                        words -> plugins.reload(
                                words.plain().get(0), words.flags().contains("--update"))),
                new ChangeCommand(
                        plugins,
                        ROLLBACK,
                        words -> plugins.rollback(words.plain().get(0))));
    }
}
