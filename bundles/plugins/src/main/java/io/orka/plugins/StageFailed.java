package io.orka.plugins;

import java.util.concurrent.CompletionException;

/** Thrown when a stage fails, with the plugin's failure. */
final class StageFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    StageFailed(Failure failure, Throwable cause) {
        super(failure.reason(), cause);
        this.failure = failure;
    }

    /** Returns the cause of a failed future. */
    static Throwable causeOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }

    Failure failure() {
        return failure;
    }
}
