package io.orka.interrupt;

/**
 * Thrown inside a plugin's loop to end a call its caller gave up on. An error, so that code that goes on after every
 * {@link Exception} lets it pass; code that goes on after every {@link Throwable} meets it again in its next loop.
 */
public final class LoopStopped extends Error {

    private static final long serialVersionUID = 1L;

    LoopStopped() {
        super("the caller gave up on this call");
    }
}
