package io.orka.shell;

import static java.util.Objects.requireNonNull;

import io.orka.sdk.CallContext;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** Adapts one command to Gogo. */
final class CommandFunction implements Function {

    /** Session variable with the {@link Style}. */
    static final String STYLE = ".orka.style";

    /** Session variable with the {@link CallContext} of the command line that runs. */
    static final String CONTEXT = ".orka.context";

    private final Command command;

    CommandFunction(Command command) {
        this.command = requireNonNull(command, "command is null");
    }

    @Override
    public @Nullable Object execute(CommandSession session, @Nullable List<Object> arguments) throws Exception {
        command.run(console(session), words(arguments == null ? List.of() : arguments));
        return null;
    }

    private static Console console(CommandSession session) {
        Process process = Process.Utils.current();
        boolean direct = process.isTty(1);
        Style style = direct && session.get(STYLE) instanceof Style known ? known : Style.fixed(0, false);
        // The process writes to a channel. An interrupt would close the channel for the rest of the session.
        PrintStream out = direct ? session.getConsole() : process.out();
        CallContext context = session.get(CONTEXT) instanceof CallContext known ? known : CallContext.none();
        return new Console(out, style.width().getAsInt(), style.color(), context);
    }

    /**
     * Returns the arguments as strings. Gogo evaluates unquoted brackets, braces and parentheses; such a word is no
     * longer a string.
     */
    private static List<String> words(List<Object> arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            if (!(argument instanceof CharSequence)) {
                throw new ShellFailure(
                        "ORKA-SHELL-04",
                        "argument " + (words.size() + 1) + " is a " + kind(argument) + ", not a string",
                        "Put JSON and the characters [ ] { } ( ) $ | ; & in single quotes: 'items=[1,2]'");
            }
            words.add(argument.toString());
        }
        return words;
    }

    private static String kind(@Nullable Object argument) {
        return argument == null
                ? "null"
                : argument instanceof List ? "list" : argument.getClass().getSimpleName();
    }
}
