package io.orka.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line, parsed by picocli. */
@Command(
        name = "orka",
        description = "Plugin container for the JVM: builds plugins from Git and hot-swaps them.",
        footerHeading = "%nRun 'orka help COMMAND' for details, 'orka help CODE' for an error code, and%n"
                + "'orka exec orka:help' for the commands of the shell.%n",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ExecCommand.class,
            ShellCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            WaitCommand.class,
            StopCommand.class,
            VersionCommand.class,
            HelpCommand.class
        })
final class Commands implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    private Commands() {}

    /** Runs one command and returns its exit code. */
    static int run(String... args) {
        CommandLine line = new CommandLine(new Commands());
        CommandLine.IParameterExceptionHandler usual = line.getParameterExceptionHandler();
        return line.setExecutionExceptionHandler(Commands::failed)
                .setParameterExceptionHandler(
                        (e, words) -> unknown(e) ? noSuchCommand(e) : usual.handleParseException(e, words))
                .execute(args);
    }

    /** Returns whether the first word is not a command: picocli reports such a word as an unmatched argument. */
    private static boolean unknown(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                && e.getCommandLine().getParent() == null
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.isUnknownOption();
    }

    private static int noSuchCommand(ParameterException e) {
        String typed = ((UnmatchedArgumentException) e).getUnmatched().get(0);
        e.getCommandLine()
                .getErr()
                .println(HostFailure.noSuchCommand(
                                typed, e.getCommandLine().getSubcommands().keySet())
                        .line());
        return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        return Main.failed(e, command.getCommandName());
    }
}
