package io.orka.wire;

/** The protocol between a host and the processes of plugins. */
public final class Protocol {

    /** Sent by a process with {@link FrameKind#READY}; a host accepts only its own version. */
    public static final long VERSION = 1;

    private Protocol() {}
}
