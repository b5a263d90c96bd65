package io.orka.launcher;

/**
 * The standard streams of this process that are connected to a terminal. The start script passes it in system
 * properties, since not every Java version can tell.
 */
final class AttachedTerminal {

    private AttachedTerminal() {}

    static boolean inputIsTerminal() {
        return Boolean.getBoolean("orka.stdin.terminal");
    }

    static boolean outputIsTerminal() {
        return Boolean.getBoolean("orka.stdout.terminal");
    }

    /** The columns of the terminal that standard output is; 0, for no limit, if it is not a terminal. */
    static int width() {
        return outputIsTerminal() ? Integer.getInteger("orka.columns", 80) : 0;
    }

    /** Whether to print colors: on a terminal, unless NO_COLOR is set (see no-color.org). */
    static boolean colors() {
        return outputIsTerminal()
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
