package io.orka.interrupt;

/**
 * Thrown inside a plugin's loop to stop an orphaned call. This class is an error, so that code that catches {@link
 * Exception} does not catch it. Code that catches {@link Throwable} gets another such error in its next loop.
 */
public final class LoopStopped extends Error {

    private static final long serialVersionUID = 1L;

    LoopStopped() {
        super("Orka stopped this loop because the caller has timed out or cancelled the call");
    }
}
