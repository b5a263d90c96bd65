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
            "Show the running host, its plugins and engine bundles by state, and all problems.",
            "Exit code: 0 if all are active, 1 if not, or if no host is running."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  orka status", "  orka status --json"},
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        OrkaHome home = RunningHost.on(options.home());
        String command = json ? "orka:status --json" : "orka:status";
        return RunningHost.ask(home, command);
    }
}
