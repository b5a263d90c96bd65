package io.orka.launcher;

import io.orka.plugins.Forecast;
import io.orka.registry.ApplyMode;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryFile;
import io.orka.shell.PlanPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orka plan}: the changes that a registry would cause in the running host, or in a new host. */
@Command(
        name = "plan",
        description = {
            "Show what Orka would change to apply the registry, without changing anything.",
            "If no host is running, the plan is for a new host. Exit code: 1 if the registry is invalid."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  orka plan", "  orka plan --registry new-plugins.json"},
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        OrkaHome home = options.home();
        Optional<OrkaHome> running = RunPlace.running(home);
        return running.isPresent() ? ask(running.get()) : plan(home);
    }

    private int ask(OrkaHome home) throws IOException {
        @Nullable Path given = options.givenRegistry();
        String command = "orka:plan" + (given == null ? "" : " " + quoted(given)) + (json ? " --json" : "");
        return RunningHost.ask(home, command);
    }

    /** Quotes an absolute path, since the host has another working directory. */
    private static String quoted(Path file) {
        String text = file.toAbsolutePath().normalize().toString();
        return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
    }

    /** Prints the plan of a new host. Creates no files or directories. */
    private int plan(OrkaHome home) {
        Path file = options.givenRegistry() == null ? home.registryFile() : options.givenRegistry();
        ApplyMode mode = StartSettings.peek(home).apply();
        Forecast forecast =
                Forecast.withoutHost(new RegistryFile(file), new PluginLock(home.lockFile()), home.store(), mode);
        PlanPrinter.print(forecast, mode, json, System.out, AttachedTerminal.width(), AttachedTerminal.colors());
        return forecast.registry().problem() == null ? 0 : 1;
    }
}
