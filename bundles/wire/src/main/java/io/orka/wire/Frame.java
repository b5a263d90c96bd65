package io.orka.wire;

import org.jspecify.annotations.Nullable;

/** One received message of the protocol. */
public final class Frame {

    /** The size of a frame's header in bytes: the length of the rest of the frame, the kind and the ID. */
    public static final int HEAD = Integer.BYTES + 1 + Long.BYTES;

    /** The maximum length of a body: enough for 32 million characters that JSON encodes in two bytes each. */
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

    /** Creates a frame with its body, which may be empty, and the memory that the body takes from the budget. */
    static Frame of(FrameKind kind, long id, byte[] body, @Nullable Charge charge) {
        return new Frame(kind, id, body, charge, false);
    }

    /** Creates a frame whose body exceeded the memory budget. */
    static Frame dropped(FrameKind kind, long id) {
        return new Frame(kind, id, NOTHING, null, true);
    }

    /**
     * Returns the kind of the frame.
     *
     * @return the kind
     */
    public FrameKind kind() {
        return kind;
    }

    /**
     * Returns the id of the call.
     *
     * @return the id
     */
    public long id() {
        return id;
    }

    /**
     * Returns the body.
     *
     * @return the frame's array, not a copy; empty for a frame without a body
     */
    public byte[] body() {
        return body;
    }

    /**
     * Returns whether the body exceeded the memory budget and was dropped.
     *
     * @return {@code true} if only the header is available
     */
    public boolean isDropped() {
        return dropped;
    }

    /** Releases the memory of the body. Further calls do nothing. Safe for use by multiple threads. */
    public void release() {
        if (charge != null) {
            charge.release();
        }
    }
}
