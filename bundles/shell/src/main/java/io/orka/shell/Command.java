package io.orka.shell;

import java.util.List;

/**
 * One command of the scope {@code orka}. Each command is a record of the objects that it uses, and is listed in
 * {@link OrkaCommands}. Safe for use by multiple threads.
 */
interface Command {

    /** Returns the name, arguments and help of the command: for help, completion and errors. */
    Usage usage();

    /** Runs the command and prints to the console. */
    void run(Console console, List<String> words) throws Exception;
}
