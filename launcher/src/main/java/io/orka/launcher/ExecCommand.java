package io.orka.launcher;

import io.orka.logging.Logging;
import io.orka.registry.InvalidSettings;
import io.orka.shell.ControlClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orka exec}. */
@Command(
        name = "exec",
        description = {
            "Runs shell commands in order and prints their results: in the host that runs on this home, or in one that is started for it and stopped again.",
            "Exit code 0 only if every plugin is active and every command succeeded."
        },
        mixinStandardHelpOptions = true)
final class ExecCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "Such as 'orka:list'; quote each one.")
    private List<String> commands = List.of();

    @Override
    public Integer call() throws Exception {
        OrkaHome home = options.home();
        int failed = ControlClient.reachable(home.controlSocket()) ? talk(home) : runAlone(home);
        return failed == 0 ? 0 : 1;
    }

    private int talk(OrkaHome home) throws IOException {
        RunningRegistry.check(home, options.givenRegistry());
        return RunningHost.talk(
                home,
                () -> ControlClient.exec(
                        home.controlSocket(), commands, System.out, System.err, Console.width(), Console.colours()));
    }

    private int runAlone(OrkaHome home) {
        home.create();
        Logging.start(home.logs(), Logging.Console.NONE, false);
        try (Orka orka = Orka.prepare(home, options.registry())) {
            InvalidSettings problem = orka.settings().problem();
            if (problem != null) {
                Logging.err().println(problem.line());
            }
            orka.serve();
            new ShownProgress(Logging.err(), false, 0).apply(orka);
            int failed = orka.shell()
                    .execute(commands, System.in, Logging.out(), Logging.err(), Console.width(), Console.colours());
            return failed + orka.shell().inactive(Logging.err());
        } finally {
            Logging.finish();
        }
    }
}
