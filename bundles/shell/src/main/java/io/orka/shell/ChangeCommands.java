package io.orka.shell;

import io.orka.plugins.Plugins;
import java.util.List;

/** The commands that change what is registered or what runs. */
final class ChangeCommands {

    private ChangeCommands() {}

    static List<Command> of(Plugins plugins) {
        return List.of(
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "apply",
                                "[--confirm]",
                                "Makes what runs equal to what is registered; with --confirm also if most of it goes.",
                                "orka:apply"),
                        words -> plugins.apply(words.flags().contains("--confirm"))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "add",
                                "NAME VERSION REPO SERVICE",
                                "Registers a plugin and starts it; the version - follows the default branch.",
                                "orka:add hello v0.1.0 https://example.org/hello.git HelloPlugin",
                                Slot.FREE,
                                Slot.FREE,
                                Slot.FREE,
                                Slot.FREE),
                        words -> plugins.add(
                                words.plain().get(0),
                                words.plain().get(1).equals("-")
                                        ? null
                                        : words.plain().get(1),
                                words.plain().get(2),
                                words.plain().get(3))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "remove",
                                "KEY",
                                "Takes a plugin out of the registry and stops it.",
                                "orka:remove hello@v0.1.0",
                                Slot.KEY),
                        words -> plugins.remove(words.plain().get(0))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "swap",
                                "NAME VERSION",
                                "Moves a plugin to another version while calls go on.",
                                "orka:swap hello v0.2.0",
                                Slot.PLUGIN,
                                Slot.VERSION),
                        words ->
                                plugins.swap(words.plain().get(0), words.plain().get(1))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "reload",
                                "KEY [--update]",
                                "Fetches a plugin again, and rebuilds and swaps it if its commit or a snapshot it uses is"
                                        + " newer; with --update whatever the update policy of the snapshots.",
                                "orka:reload hello@main",
                                Slot.KEY),
                        words -> plugins.reload(
                                words.plain().get(0), words.flags().contains("--update"))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "rollback",
                                "NAME",
                                "Goes back to what served before the last swap, without network or build.",
                                "orka:rollback hello",
                                Slot.NAME),
                        words -> plugins.rollback(words.plain().get(0))));
    }
}
