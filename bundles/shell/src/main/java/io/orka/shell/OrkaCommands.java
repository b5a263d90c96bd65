package io.orka.shell;

import io.orka.engine.EngineBundles;
import io.orka.plugins.Plugins;
import io.orka.registry.HostSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;

/** All commands of the scope {@code orka}. */
final class OrkaCommands {

    private OrkaCommands() {}

    static List<Command> of(
            BundleContext system,
            HostIdentity host,
            Plugins plugins,
            EngineBundles engine,
            HostSettings settings,
            Clock clock,
            UnaryOperator<String> otherHelp) {
        List<Command> commands = new ArrayList<>(List.of(
                new ListCommand(plugins, engine, clock),
                new InfoCommand(plugins, clock),
                new MethodsCommand(plugins),
                new CallCommand(plugins),
                new PlanCommand(plugins)));
        commands.addAll(changes(plugins));
        commands.add(new WhyCommand(plugins, engine, clock));
        commands.add(new LogCommand(plugins, clock));
        commands.add(new StatusCommand(host, plugins, engine, settings, clock));
        commands.add(new WaitCommand(plugins));
        commands.add(new GcCommand(plugins));
        commands.add(new SettingsCommand(settings));
        commands.add(new EngineCommand(engine, clock));
        commands.add(new ServicesCommand(system));
        commands.add(new HelpCommand(commands, otherHelp));
        return List.copyOf(commands);
    }

    private static List<Command> changes(Plugins plugins) {
        return List.of(
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "apply",
                                "[--confirm]",
                                "Makes what runs equal to what is registered; with --confirm also if most of it goes.",
                                "orka:apply"),
                        List.of(),
                        words -> plugins.apply(words.flags().contains("--confirm"))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "add",
                                "NAME VERSION REPO SERVICE",
                                "Registers a plugin and starts it; the version - follows the default branch.",
                                "orka:add hello v0.1.0 https://example.org/hello.git HelloPlugin"),
                        List.of(Slot.FREE, Slot.FREE, Slot.FREE, Slot.FREE),
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
                                "orka:remove hello@v0.1.0"),
                        List.of(Slot.KEY),
                        words -> plugins.remove(words.plain().get(0))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "swap",
                                "NAME VERSION",
                                "Moves a plugin to another version while calls go on.",
                                "orka:swap hello v0.2.0"),
                        List.of(Slot.PLUGIN, Slot.VERSION),
                        words ->
                                plugins.swap(words.plain().get(0), words.plain().get(1))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "reload",
                                "KEY [--update]",
                                "Fetches a plugin again, and rebuilds and swaps it if its commit or a snapshot it uses is"
                                        + " newer; with --update whatever the update policy of the snapshots.",
                                "orka:reload hello@main"),
                        List.of(Slot.KEY),
                        words -> plugins.reload(
                                words.plain().get(0), words.flags().contains("--update"))),
                new ChangeCommand(
                        plugins,
                        new Usage(
                                "rollback",
                                "NAME",
                                "Goes back to what served before the last swap, without network or build.",
                                "orka:rollback hello"),
                        List.of(Slot.NAME),
                        words -> plugins.rollback(words.plain().get(0))));
    }
}
