package io.orka.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as picocli understands it. */
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
final class Commands implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    private Commands() {}

    /** Runs one command; answers its exit code. */
    static int run(String... args) {
        return new CommandLine(new Commands())
                .setExecutionExceptionHandler(Commands::failed)
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        return Main.failed(e, command.getCommandName());
    }
}
