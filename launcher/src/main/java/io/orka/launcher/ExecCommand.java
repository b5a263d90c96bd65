package io.orka.launcher;

import io.orka.deploy.PluginWorkers;
import io.orka.logging.Logging;
import io.orka.registry.InvalidSettings;
import io.orka.shell.ControlClient;
import io.orka.shell.ShellHost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orka exec}. */
@Command(
        name = "exec",
        description = {
            "Run shell commands in order.",
            "The commands run in the running host, or in a temporary host if no host is running.",
            "Exit code: 0 only if every command succeeded and every plugin is active."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  orka exec orka:list", "  orka exec -- 'orka:swap hello v0.2.0' 'orka:why hello'"},
        mixinStandardHelpOptions = true)
final class ExecCommand implements Callable<Integer> {

    /** The timeout is longer than any apply: fetches and builds have deadlines. */
    private static final String APPLIED = "orka:wait --applied --timeout 24h";

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(
            names = "--wait",
            description = "First wait until the running host has applied its registry, including builds.")
    private boolean wait;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "1..*",
            description = "A shell command, such as orka:list. Put a command that contains spaces in quotes.")
    private List<String> commands = List.of();

    @Override
    public Integer call() throws Exception {
        Optional<OrkaHome> running = RunPlace.running(options.home());
        int failed = running.isPresent() ? talk(running.get()) : runAlone(RunPlace.take(options.home()));
        return failed == 0 ? 0 : 1;
    }

    private int talk(OrkaHome home) throws IOException {
        RunningRegistry.check(home, options.givenRegistry());
        return RunningHost.talk(home, () -> {
            if (wait) {
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
                boolean unused = ControlClient.ask(home.controlSocket(), APPLIED, nowhere, System.err, 0, false);
            }
            return ControlClient.exec(
                    home.controlSocket(),
                    commands,
                    System.out,
                    System.err,
                    AttachedTerminal.width(),
                    AttachedTerminal.colors());
        });
    }

    private int runAlone(OrkaHome home) {
        PluginWorkers.useInCommonPool();
        Logging.start(home.logs(), Logging.LogTarget.NONE, false);
        try (Orka orka = Orka.prepare(home, options.registry())) {
            InvalidSettings problem = orka.settings().problem();
            if (problem != null) {
                Logging.err().println(problem.line());
            }
            orka.serve();
            try {
                new ShownProgress(Logging.err(), false, 0).apply(orka);
            } catch (HostFailure e) {
                Logging.err().println(e.line());
            }
            ShellHost shell = orka.shell().host();
            int failed = shell.execute(
                    commands,
                    System.in,
                    Logging.out(),
                    Logging.err(),
                    AttachedTerminal.width(),
                    AttachedTerminal.colors());
            return failed + shell.inactive(Logging.err());
        } finally {
            Logging.finish();
        }
    }
}
