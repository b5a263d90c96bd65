package io.orka.launcher;

import io.orka.shell.ControlClient;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orka shell}. */
@Command(
        name = "shell",
        description = {"Open a shell in the running host.", "Press Ctrl-D to disconnect; the host keeps running."},
        footerHeading = "%nExample:%n",
        footer = {"  orka shell"},
        mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Override
    public Integer call() throws Exception {
        OrkaHome home = RunningHost.on(options.home());
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            return RunningHost.talk(home, () -> ControlClient.shell(home.controlSocket(), terminal));
        }
    }
}
