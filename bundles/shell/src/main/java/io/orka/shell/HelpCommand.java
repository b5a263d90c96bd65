package io.orka.shell;

import io.orka.identity.NearestName;
import io.orka.shell.Table.Cell;
import io.orka.shell.Table.Column;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code orka:help}; for commands that are not Orka's it asks Felix.
 *
 * @param commands Orka's other commands
 * @param others explains a command that is not Orka's; empty when there is none of that name
 */
record HelpCommand(List<Command> commands, UnaryOperator<String> others) implements Command {

    private static final Usage USAGE =
            new Usage("help", "[COMMAND]", "Lists the commands, or explains one.", "orka:help call", Slot.COMMAND);

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
            Table table = new Table(List.of(Column.text("COMMAND", 0, 8), Column.text("DOES", 0, 20)));
            commands.forEach(command -> table.row(List.of(
                    Cell.of("orka:" + command.usage().name()),
                    Cell.of(command.usage().sentence()))));
            console.print(table);
            console.println("More on one: orka:help COMMAND. Felix has its own: felix:help");
        } else {
            explain(plain.get(0), console);
        }
    }

    private void explain(String typed, Console console) {
        String name = typed.startsWith("orka:") ? typed.substring("orka:".length()) : typed;
        for (Command command : commands) {
            if (command.usage().name().equals(name)) {
                console.println(Tint.BOLD, command.usage().line());
                console.println("  " + command.usage().sentence());
                console.println("  Example: " + command.usage().example());
                return;
            }
        }
        String other = others.apply(typed);
        if (other.isBlank()) {
            List<String> names =
                    commands.stream().map(command -> command.usage().name()).toList();
            throw new ShellFailure(
                    "ORKA-SHELL-02",
                    "there is no command '" + typed + "'",
                    NearestName.of(name, names)
                            .map(near -> "Did you mean 'orka:" + near + "'?")
                            .orElse("orka:help lists them."));
        }
        other.lines().forEach(console::println);
    }
}
