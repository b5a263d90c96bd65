package io.orka.shell;

import io.orka.identity.NearestName;
import io.orka.shell.Table.Cell;
import io.orka.shell.Table.Column;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code orka:help}, which gets the help of other commands from Felix.
 *
 * @param commands Orka's other commands
 * @param others returns the help of a command that is not Orka's; empty if the command does not exist
 */
record HelpCommand(List<Command> commands, UnaryOperator<String> others) implements Command {

    private static final Usage USAGE = new Usage(
                    "help", "[COMMAND|CODE]", "List the commands, or explain a command or an error code.", Slot.TOPIC)
            .argument("COMMAND", "A command, with or without its scope: swap, orka:swap or felix:lb.")
            .argument("CODE", "An error code, such as ORKA-GIT-03.")
            .example("orka:help swap")
            .example("orka:help ORKA-GIT-03");

    HelpCommand {
        commands = List.copyOf(commands);
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        List<String> plain = Words.read(USAGE, words, 0, 1).plain();
        if (plain.isEmpty()) {
            list(console);
        } else if (ErrorPage.isCode(plain.get(0))) {
            ErrorPage.carried().lines(plain.get(0), console.width()).forEach(console::println);
        } else {
            explain(plain.get(0), console);
        }
    }

    private void list(Console console) {
        Table table = new Table(List.of(Column.text("COMMAND", 0, 8), Column.text("DESCRIPTION", 0, 20)));
        commands.forEach(command -> row(table, command.usage()));
        row(table, USAGE);
        console.print(table);
        console.println("Run 'orka:help COMMAND' for details, 'orka:help CODE' for an error code, and 'felix:help' for"
                + " Felix commands.");
    }

    private static void row(Table table, Usage usage) {
        table.row(List.of(Cell.of("orka:" + usage.name()), Cell.of(usage.sentence())));
    }

    private void explain(String typed, Console console) {
        String name = typed.startsWith("orka:") ? typed.substring("orka:".length()) : typed;
        for (Command command : commands) {
            if (command.usage().name().equals(name)) {
                HelpWords.print(command.usage(), console);
                return;
            }
        }
        if (name.equals(USAGE.name())) {
            HelpWords.print(USAGE, console);
            return;
        }
        String other = others.apply(typed);
        if (other.isBlank()) {
            List<String> names =
                    commands.stream().map(command -> command.usage().name()).toList();
            throw new ShellFailure(
                    "ORKA-SHELL-02",
                    "unknown command '" + typed + "'",
                    NearestName.of(name, names)
                            .map(near -> "Did you mean 'orka:" + near + "'?")
                            .orElse(ErrorWords.ALL_COMMANDS));
        }
        other.lines().forEach(console::println);
    }
}
