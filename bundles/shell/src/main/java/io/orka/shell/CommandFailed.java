package io.orka.shell;

/** Marks a command as failed after it has printed the reason. */
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailed() {
        super("failed, as printed", null, false, false);
    }
}
