package io.orka.shell;

import java.util.List;

/** Prints the help of one command: synopsis, description, arguments and examples. */
final class HelpWords {

    private static final String INDENT = "  ";

    private HelpWords() {}

    static void print(Usage usage, Console console) {
        console.println(Tint.BOLD, usage.line());
        console.println("");
        console.wrap(usage.sentence(), "", "");
        usage.help().notes().forEach(note -> console.wrap(note, "", ""));
        List<Usage.Argument> arguments = usage.help().arguments();
        if (!arguments.isEmpty()) {
            console.println("");
            console.println("Arguments:");
            int widest = arguments.stream()
                    .mapToInt(argument -> argument.word().length())
                    .max()
                    .orElse(0);
            for (Usage.Argument argument : arguments) {
                String blank = " ".repeat(widest - argument.word().length());
                console.wrap(
                        argument.meaning(),
                        INDENT + argument.word() + blank + INDENT,
                        INDENT + " ".repeat(widest) + INDENT);
            }
        }
        console.println("");
        console.println(usage.help().examples().size() == 1 ? "Example:" : "Examples:");
        usage.help().examples().forEach(example -> console.println(INDENT + example));
    }
}
