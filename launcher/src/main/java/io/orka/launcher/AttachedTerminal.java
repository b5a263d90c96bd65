package io.orka.launcher;

/**
 * Determines which standard streams of this process are connected to a terminal. The start script passes this
 * information in system properties, since not every Java version can determine it.
 */
final class AttachedTerminal {

    private AttachedTerminal() {}

    static boolean inputIsTerminal() {
        return Boolean.getBoolean("orka.stdin.terminal");
    }

    static boolean outputIsTerminal() {
        return Boolean.getBoolean("orka.stdout.terminal");
    }

    /**
     * Returns the columns of the terminal on standard output; 0, for no limit, if standard output is not a terminal.
     */
    static int width() {
        return outputIsTerminal() ? Integer.getInteger("orka.columns", 80) : 0;
    }

    /** Returns whether to print colors: on a terminal, unless NO_COLOR is set (see no-color.org). */
    static boolean colors() {
        return outputIsTerminal()
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
