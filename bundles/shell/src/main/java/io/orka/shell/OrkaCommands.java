package io.orka.shell;

import io.orka.engine.EngineBundles;
import io.orka.plugins.Plugins;
import io.orka.registry.HostSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;

/** All commands of the scope {@code orka}, in the order of {@code orka:help}. */
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
        List<Command> commands = new ArrayList<>();
        commands.add(new ListCommand(plugins, engine, clock));
        commands.add(new InfoCommand(plugins, clock));
        commands.add(new MethodsCommand(plugins));
        commands.add(new CallCommand(plugins));
        commands.add(new PlanCommand(plugins));
        commands.addAll(ChangeCommands.of(plugins, clock));
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
}
