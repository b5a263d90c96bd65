package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The synopsis and the help of a command.
 *
 * @param name the name without the scope, such as {@code swap}
 * @param arguments the words after the name, such as {@code NAME VERSION}; empty for no arguments
 * @param sentence a description of the command, in one imperative sentence
 * @param slots the meaning of each argument that can be completed, in order
 * @param help the other parts of the help
 */
record Usage(String name, String arguments, String sentence, List<Slot> slots, Help help) {

    /**
     * The help of a command.
     *
     * @param notes further sentences, one paragraph each
     * @param arguments the meaning of each argument and option
     * @param examples complete lines
     */
    record Help(List<String> notes, List<Argument> arguments, List<String> examples) {

        Help {
            notes = List.copyOf(notes);
            arguments = List.copyOf(arguments);
            examples = List.copyOf(examples);
        }
    }

    /**
     * One argument or option.
     *
     * @param word the word in the synopsis, such as {@code VERSION} or {@code --json}
     * @param meaning the meaning, in one or two sentences
     */
    record Argument(String word, String meaning) {}

    Usage {
        requireNonNull(name, "name is null");
        requireNonNull(arguments, "arguments is null");
        requireNonNull(sentence, "sentence is null");
        requireNonNull(help, "help is null");
        slots = List.copyOf(slots);
    }

    Usage(String name, String arguments, String sentence, Slot... slots) {
        this(name, arguments, sentence, List.of(slots), new Help(List.of(), List.of(), List.of()));
    }

    /** Returns this usage with one more paragraph in its help. */
    Usage note(String text) {
        return new Usage(
                name, arguments, sentence, slots, new Help(and(help.notes(), text), help.arguments(), help.examples()));
    }

    /** Returns this usage with the explanation of one more argument or option. */
    Usage argument(String word, String meaning) {
        return new Usage(
                name,
                arguments,
                sentence,
                slots,
                new Help(help.notes(), and(help.arguments(), new Argument(word, meaning)), help.examples()));
    }

    /** Returns this usage with one more example. */
    Usage example(String line) {
        return new Usage(
                name, arguments, sentence, slots, new Help(help.notes(), help.arguments(), and(help.examples(), line)));
    }

    private static <T> List<T> and(List<T> all, T next) {
        List<T> more = new ArrayList<>(all);
        more.add(next);
        return more;
    }

    String line() {
        return ("orka:" + name + " " + arguments).strip();
    }

    /** Returns the flags of the command, such as {@code --json} or {@code -f}. */
    List<String> flags() {
        return Arrays.stream(arguments.split(" "))
                .filter(word -> word.startsWith("[-") && word.endsWith("]"))
                .map(word -> word.substring(1, word.length() - 1))
                .toList();
    }

    ShellFailure wrong(String cause) {
        return new ShellFailure("ORKA-SHELL-01", cause, "Type: " + line());
    }
}
