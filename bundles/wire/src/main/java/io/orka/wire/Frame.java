package io.orka.wire;

/** One message of the protocol as it was received. */
public final class Frame {

    /** Length of what follows, kind, id. */
    public static final int HEAD = Integer.BYTES + 1 + Long.BYTES;

    /** The longest body: 32 MB of text that JSON writes in two bytes each. */
    public static final int LONGEST_BODY = 64 << 20;

    private final FrameKind kind;
    private final long id;
    private final byte[] body;

    /** Takes over the body, which may be empty. */
    Frame(FrameKind kind, long id, byte[] body) {
        this.kind = kind;
        this.id = id;
        this.body = body;
    }

    /**
     * What it says.
     *
     * @return the kind
     */
    public FrameKind kind() {
        return kind;
    }

    /**
     * Which call it is about.
     *
     * @return the id
     */
    public long id() {
        return id;
    }

    /**
     * What comes with it.
     *
     * @return the frame's own array, empty for a frame without a body
     */
    public byte[] body() {
        return body;
    }
}
