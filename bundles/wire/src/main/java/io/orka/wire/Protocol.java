package io.orka.wire;

/** The version of the process protocol. */
public final class Protocol {

    /** The version that a process sends with {@link FrameKind#READY}. A host accepts only its own version. */
    public static final long VERSION = 1;

    private Protocol() {}
}
