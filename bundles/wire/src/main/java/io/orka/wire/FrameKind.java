package io.orka.wire;

import org.jspecify.annotations.Nullable;

/** The type of a frame. The numbers are part of the protocol and never change. */
public enum FrameKind {
    /** To the process: a call. */
    CALL(1),
    /** To the process: the cancellation of a call, since its caller no longer waits. */
    CANCEL(2),
    /** To the process: a ping. */
    PING(3),
    /** To the process: the request to exit, since no more calls will follow. */
    CLOSE(4),
    /** To the process: a readiness probe, which is answered like a call. */
    PROBE(5),
    /** From the process: the report of readiness for calls. The id is the version of the protocol. */
    READY(16),
    /** From the process: the response to a call. */
    ANSWER(17),
    /** From the process: the reason why a call failed. */
    FAULT(18),
    /** From the process: the reply to a ping. */
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
