package io.orka.launcher;

/** What the process is attached to. The start script looks, since Java itself cannot tell on every version. */
final class AttachedTerminal {

    private AttachedTerminal() {}

    static boolean inputIsTerminal() {
        return Boolean.getBoolean("orka.stdin.terminal");
    }

    static boolean outputIsTerminal() {
        return Boolean.getBoolean("orka.stdout.terminal");
    }

    /** How many columns a line may take; 0 for as many as it takes. */
    static int width() {
        return outputIsTerminal() ? Integer.getInteger("orka.columns", 80) : 0;
    }

    /** Whether to colour: on a terminal, unless the user's NO_COLOR says otherwise (see no-color.org). */
    static boolean colours() {
        return outputIsTerminal()
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
