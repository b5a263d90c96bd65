package io.orka.wire;

import org.jspecify.annotations.Nullable;

/** What a frame says. The numbers are those of the protocol; they never change. */
public enum FrameKind {
    /** To the process: a call. */
    CALL(1),
    /** To the process: nobody waits for this call any more. */
    CANCEL(2),
    /** To the process: are you there? */
    PING(3),
    /** To the process: no call will come any more, end yourself. */
    CLOSE(4),
    /** To the process: can you serve? Answered like a call. */
    PROBE(5),
    /** From the process: calls may come; the id is the version of the protocol. */
    READY(16),
    /** From the process: the answer to a call. */
    ANSWER(17),
    /** From the process: a call has no answer, and why. */
    FAULT(18),
    /** From the process: the answer to a ping. */
    PONG(19);

    private static final FrameKind[] BY_NUMBER = new FrameKind[20];

    static {
        for (FrameKind kind : values()) {
            BY_NUMBER[kind.number] = kind;
        }
    }

    private final int number;

    FrameKind(int number) {
        this.number = number;
    }

    byte number() {
        return (byte) number;
    }

    static @Nullable FrameKind of(byte number) {
        return number < 0 || number >= BY_NUMBER.length ? null : BY_NUMBER[number];
    }
}
