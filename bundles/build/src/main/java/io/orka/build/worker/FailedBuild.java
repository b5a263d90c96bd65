package io.orka.build.worker;

/** A failed build; sent to the host as {@link Message.Failed}. */
final class FailedBuild extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String text;

    FailedBuild(FailureKind kind, String text) {
        super(text);
        this.kind = kind;
        this.text = text;
    }

    Message.Failed message() {
        String line = text.strip().lines().findFirst().orElse("no reason given");
        return new Message.Failed(kind, line.replaceFirst("\\.$", ""));
    }
}
