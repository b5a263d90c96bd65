package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * How a command is typed.
 *
 * @param name without the scope, such as {@code swap}
 * @param arguments what follows the name, such as {@code NAME VERSION}; empty for nothing
 * @param sentence what it does, in one sentence
 * @param example one complete line
 * @param slots what each argument stands for, in order, as far as it can be completed
 */
record Usage(String name, String arguments, String sentence, String example, List<Slot> slots) {

    Usage {
        requireNonNull(name, "name is null");
        requireNonNull(arguments, "arguments is null");
        requireNonNull(sentence, "sentence is null");
        requireNonNull(example, "example is null");
        slots = List.copyOf(slots);
    }

    Usage(String name, String arguments, String sentence, String example, Slot... slots) {
        this(name, arguments, sentence, example, List.of(slots));
    }

    String line() {
        return ("orka:" + name + " " + arguments).strip();
    }

    /** The flags it takes, such as {@code --json} or {@code -f}. */
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
