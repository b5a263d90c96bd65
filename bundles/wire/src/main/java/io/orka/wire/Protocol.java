package io.orka.wire;

/** The version of the process protocol. */
public final class Protocol {

    /** Sent by a process with {@link FrameKind#READY}; a host accepts only its own version. */
    public static final long VERSION = 1;

    private Protocol() {}
}
