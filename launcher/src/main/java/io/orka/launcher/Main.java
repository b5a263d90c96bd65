package io.orka.launcher;

import io.orka.registry.OrkaFailure;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "orka",
        description = "A plugin container: built from git by one registry file, swapped while calls go on.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ExecCommand.class,
            ShellCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code: 0 when all went well, 1 when something failed, 2 when the
     * command was not understood.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::failed)
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof OrkaFailure failure) {
            err.println(failure.line());
        } else {
            Logger log = LoggerFactory.getLogger(Main.class);
            log.error("{} failed", command.getCommandName(), e);
            err.println("ORKA-HOST-99: " + e + ". This is a defect of Orka: report it with the host's log");
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
