package io.orka.launcher;

import io.orka.shell.ErrorPage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orka help}. */
@Command(
        name = "help",
        helpCommand = true,
        description = "Show the help of a command, or explain an error code.",
        footerHeading = "%nExamples:%n",
        footer = {"  orka help run", "  orka help ORKA-GIT-03"})
final class HelpCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND|CODE",
            arity = "0..1",
            description = "A command, such as run, or an error code, such as ORKA-GIT-03.")
    private @Nullable String topic;

    @Override
    public Integer call() {
        CommandLine orka = spec.parent().commandLine();
        PrintWriter out = orka.getOut();
        if (topic == null) {
            orka.usage(out);
            return 0;
        }
        CommandLine command = orka.getSubcommands().get(topic);
        if (command != null) {
            command.usage(out);
            return 0;
        }
        if (ErrorPage.isCode(topic)) {
            ErrorPage.carried().lines(topic, AttachedTerminal.width()).forEach(out::println);
            out.flush();
            return 0;
        }
        orka.getErr()
                .println(HostFailure.noSuchCommand(topic, orka.getSubcommands().keySet())
                        .line());
        return spec.exitCodeOnInvalidInput();
    }
}
