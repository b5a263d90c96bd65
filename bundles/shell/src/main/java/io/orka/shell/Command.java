package io.orka.shell;

import java.util.List;

/**
 * One command of the scope {@code orka}. It is a record of the objects that it uses, in a file named after it, and is
 * listed in {@link OrkaCommands}. Safe for use by multiple threads.
 */
interface Command {

    /** Its name, arguments and help: for help, completion and errors. */
    Usage usage();

    /** Runs the command and prints to the console. */
    void run(Console console, List<String> words) throws Exception;
}
