package io.orka.shell;

import java.io.IOError;
import java.io.PrintStream;
import org.apache.felix.gogo.jline.Highlighter;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * Reads command lines from a terminal and runs the commands. The history is kept in memory only, since lines may
 * contain secrets.
 */
final class InteractiveSession {

    private final CommandSession session;
    private final Terminal terminal;
    private final PrintStream out;
    private final LineReader reader;
    private volatile boolean ended;

    InteractiveSession(
            CommandProcessor processor,
            CommandSession session,
            Terminal terminal,
            Completer completer,
            PrintStream out) {
        this.session = session;
        this.terminal = terminal;
        this.out = out;
        this.reader = LineReaderBuilder.builder()
                .appName("orka")
                .terminal(terminal)
                .parser(new Parser())
                .highlighter(new Highlighter(session))
                .completer(completer)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P    > ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        Function exit = (inside, arguments) -> {
            ended = true;
            return null;
        };
        session.put("exit", exit);
        session.put("quit", exit);
        session.put(Shell.VAR_TERMINAL, terminal);
        session.put(Shell.VAR_READER, reader);
        session.put(Shell.VAR_PROCESSOR, processor);
        session.put(Shell.VAR_SESSION, session);
    }

    /** Prints a line above the line that the user is typing. */
    void announce(String line) {
        reader.printAbove(Plain.line(line));
    }

    void run() {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> CommandLine.interrupt(session));
        try {
            while (!ended) {
                step();
            }
        } catch (EndOfFileException | IOError e) {
            // the terminal was closed, so the session ends
            ended = true;
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    private void step() {
        String line;
        try {
            line = reader.readLine("orka> ");
        } catch (UserInterruptException e) {
            return; // the user discarded the line
        }
        if (!line.isBlank() && CommandLine.run(session, line, out, out) == CommandLine.Outcome.INTERRUPTED) {
            out.println("Interrupted.");
        }
    }
}
