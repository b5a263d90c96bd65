package io.orka.plugins;

/** Carries a plugin's failure out of the stage it happened in. */
final class StageFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    StageFailed(Failure failure, Throwable cause) {
        super(failure.reason(), cause);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
