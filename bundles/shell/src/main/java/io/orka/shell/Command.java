package io.orka.shell;

import java.util.List;

/**
 * One command of the scope {@code orka}: a record of what it works on, in a file named after it, and listed in {@link
 * OrkaCommands}. Many sessions may run it at once.
 */
interface Command {

    /** Its name, arguments and flags: for help, completion and errors. */
    Usage usage();

    /** Does it, printing to the console; throws where it fails. */
    void run(Console console, List<String> words) throws Exception;
}
