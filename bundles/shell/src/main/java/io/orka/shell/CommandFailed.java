package io.orka.shell;

/** Marks a command as failed that has already printed why. */
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailed() {
        super("failed, as printed", null, false, false);
    }
}
