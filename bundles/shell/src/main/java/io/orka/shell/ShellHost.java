package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.engine.EngineBundles;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.Subscription;
import io.orka.registry.HostSettings;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Terminal;
import org.osgi.framework.BundleContext;

/**
 * The shell of one host: the Felix shell with the {@code orka} commands. Bundles in the framework add commands as
 * services with the properties {@code osgi.command.scope} and {@code osgi.command.function}.
 *
 * <p>Safe for use by multiple threads. Sessions run at the same time. While the shell is open, threads that run
 * commands use the streams of their session as {@link System#in}, {@link System#out} and {@link System#err}. So a Java
 * process can have only one shell at a time. The end of a session does not affect other sessions.
 */
public final class ShellHost implements AutoCloseable {

    // The Felix shell replaces System's streams with streams that find the session of a thread. A session on top of
    // such a stream would recurse without end.
    private final InputStream systemIn = System.in;
    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private final HostIdentity host;
    private final Plugins plugins;
    private final EngineBundles engine;
    private final Gogo gogo;
    private final List<Command> commands;

    /**
     * Starts the shell.
     *
     * @param system the context of the framework's system bundle
     * @param host the host's identity
     * @param plugins the plugins that the commands use
     * @param engine the engine bundles, which may still be closed
     * @param settings the settings that the host was started with
     * @param streams wraps the output of code that runs in a session
     * @throws ShellFailure if the framework rejects the shell, or if this process already has a shell
     */
    public ShellHost(
            BundleContext system,
            HostIdentity host,
            Plugins plugins,
            EngineBundles engine,
            HostSettings settings,
            SessionStreams streams) {
        requireNonNull(system, "system is null");
        this.host = requireNonNull(host, "host is null");
        this.engine = requireNonNull(engine, "engine is null");
        this.plugins = requireNonNull(plugins, "plugins is null");
        try {
            gogo = new Gogo(system, streams);
        } catch (Exception e) {
            throw new ShellFailure(
                    "ORKA-SHELL-16",
                    "the Felix shell does not start: " + e,
                    "Open only one host with a shell per process, and check the host's log.",
                    e);
        }
        commands = OrkaCommands.of(system, host, plugins, engine, settings, Clock.systemUTC(), gogo::help);
        commands.forEach(gogo::register);
    }

    /**
     * Runs commands in order in one session, for a pipe: without colors and with unlimited width. Commands after a
     * failed command still run. An interrupt of the thread stops all commands.
     *
     * @param commands the commands, one line each
     * @param in the input of the commands
     * @param out for results
     * @param err for failures, one line each
     * @return the number of commands that failed or were not run
     */
    public int execute(List<String> commands, InputStream in, PrintStream out, PrintStream err) {
        return execute(commands, in, out, err, 0, false);
    }

    /**
     * Runs commands in order in one session, as {@link #execute(List, InputStream, PrintStream, PrintStream)} does.
     *
     * @param commands the commands, one line each
     * @param in the input of the commands
     * @param out for results, in UTF-8
     * @param err for failures, one line each
     * @param width columns that lines should fit in; 0 for unlimited
     * @param color whether colors and moving lines may be printed
     * @return the number of commands that failed or were not run
     */
    public int execute(
            List<String> commands, InputStream in, PrintStream out, PrintStream err, int width, boolean color) {
        InputStream input = in == System.in ? systemIn : in;
        PrintStream output = out == System.out ? systemOut : out;
        PrintStream errors = err == System.err ? systemErr : err;
        int done = 0;
        try (CommandSession session = gogo.session(input, output, errors, Style.fixed(width, color))) {
            for (String command : commands) {
                CommandLine.Outcome outcome = CommandLine.run(session, command, output, errors);
                if (outcome == CommandLine.Outcome.INTERRUPTED) {
                    break;
                }
                done += outcome == CommandLine.Outcome.DONE ? 1 : 0;
            }
        }
        return commands.size() - done;
    }

    /**
     * Counts the plugins that are not active, and the engine bundles and configuration files that failed. Prints a
     * heading and one line for each.
     *
     * @param err receives the lines
     * @return the count; 0 if every plugin is active and no engine bundle failed
     */
    public int inactive(PrintStream err) {
        List<PluginStatus> inactive = plugins.list().stream()
                .filter(status -> !Readiness.isReady(status))
                .toList();
        List<String> engineFailures = EngineWords.failures(engine);
        if (!inactive.isEmpty() || !engineFailures.isEmpty()) {
            err.println("Not active:");
        }
        inactive.forEach(status -> err.println(FailureLine.of(status)));
        engineFailures.forEach(line -> err.println(Plain.line(line)));
        return inactive.size() + engineFailures.size();
    }

    /**
     * Greets the user and runs an interactive session, until the user types {@code exit} or the terminal's input ends.
     * The interrupt character stops the running command. The terminal is not closed.
     *
     * @param terminal the user's terminal
     * @param announcements further lines to show
     */
    public void interactive(Terminal terminal, Announcements announcements) {
        interactive(terminal, Style.takesColor(terminal), announcements);
    }

    void interactive(Terminal terminal, boolean color, Announcements announcements) {
        Style style = new Style(terminal::getWidth, color);
        PrintStream out = new PrintStream(terminal.output(), true, UTF_8);
        try (CommandSession session = gogo.session(terminal.input(), out, out, style)) {
            out.println(Plain.line(host.greeting(plugins.list().size())));
            Completion completion = new Completion(session, plugins, engine, commands);
            InteractiveSession inside = new InteractiveSession(gogo.processor(), session, terminal, completion, out);
            Subscription listening = announcements.listen(inside::announce);
            try {
                inside.run();
            } finally {
                listening.close();
            }
        }
    }

    /** Closes the shell and removes its commands; the framework keeps running. A second call has no effect. */
    @Override
    public void close() {
        gogo.close();
    }
}
