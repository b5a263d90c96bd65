package io.orka.launcher;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orka status}. */
@Command(
        name = "status",
        description = {
            "Shows the running host, its plugins and engine bundles by state, and all problems.",
            "Exit code 0 when all is active, 1 when something is not or no host runs."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        OrkaHome home = RunningHost.on(options.home());
        String command = json ? "orka:status --json" : "orka:status";
        return RunningHost.ask(home, command);
    }
}
