package io.orka.process;

/** One message of the protocol as it was received. */
final class Frame {

    /** Length of what follows, kind, id. */
    static final int HEAD = Integer.BYTES + 1 + Long.BYTES;

    /** The longest body: 32 MB of text that JSON writes in two bytes each. */
    static final int LONGEST_BODY = 64 << 20;

    private final FrameKind kind;
    private final long id;
    private final byte[] body;

    /** Takes over the body, which is JSON in UTF-8, or empty. */
    Frame(FrameKind kind, long id, byte[] body) {
        this.kind = kind;
        this.id = id;
        this.body = body;
    }

    FrameKind kind() {
        return kind;
    }

    /** Which call it is about. */
    long id() {
        return id;
    }

    byte[] body() {
        return body;
    }
}
