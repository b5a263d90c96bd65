package io.orka.shell;

import java.util.List;

/** One command of the scope {@code orka}. Many sessions may run it at once. */
interface Command {

    Usage usage();

    /** What each word stands for, in order. */
    List<Slot> slots();

    /** Does it, printing to the console; throws where it fails. */
    void run(Console console, List<String> words) throws Exception;
}
