package io.orka.wire;

import org.jspecify.annotations.Nullable;

/** One message of the protocol as it was received. */
public final class Frame {

    /** Length of what follows, kind, id. */
    public static final int HEAD = Integer.BYTES + 1 + Long.BYTES;

    /** The longest body: 32 MB of text that JSON writes in two bytes each. */
    public static final int LONGEST_BODY = 64 << 20;

    static final byte[] NOTHING = new byte[0];

    private final FrameKind kind;
    private final long id;
    private final byte[] body;
    private final @Nullable Charge charge;
    private final boolean dropped;

    private Frame(FrameKind kind, long id, byte[] body, @Nullable Charge charge, boolean dropped) {
        this.kind = kind;
        this.id = id;
        this.body = body;
        this.charge = charge;
        this.dropped = dropped;
    }

    /** Takes over the body, which may be empty, and what it takes of a room. */
    static Frame of(FrameKind kind, long id, byte[] body, @Nullable Charge charge) {
        return new Frame(kind, id, body, charge, false);
    }

    /** One whose body there was no room for. */
    static Frame dropped(FrameKind kind, long id) {
        return new Frame(kind, id, NOTHING, null, true);
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

    /**
     * Whether there was no room for its body, which was read and dropped.
     *
     * @return {@code true} for one that says no more than that it was sent
     */
    public boolean isDropped() {
        return dropped;
    }

    /** To be called when the body is needed no more, by any thread: others may have its room. Further calls do nothing. */
    public void release() {
        if (charge != null) {
            charge.release();
        }
    }
}
