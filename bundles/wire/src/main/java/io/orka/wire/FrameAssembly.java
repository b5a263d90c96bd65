package io.orka.wire;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assembles frames from pieces of any size. An announced length allocates no memory; the memory for a body grows as its
 * bytes arrive. A body that exceeds the memory budget is read and dropped, and its frame is marked. The connection and
 * all other calls are not affected.
 */
final class FrameAssembly {

    /** The number of bytes of each body that do not count towards the budget. */
    private static final int FIRST_ROOM = 1 << 16;

    private final Room room;
    private final ByteBuffer head = ByteBuffer.allocate(Frame.HEAD);
    private byte[] body = Frame.NOTHING;
    private @Nullable Charge charge;
    private boolean drops;
    private int length;
    private int filled;

    FrameAssembly(Room room) {
        this.room = room;
    }

    /**
     * Adds one piece.
     *
     * @param piece the bytes, all of which are consumed
     * @param whole receives each complete frame
     * @throws ProtocolException when the bytes violate the protocol; then no further frame can be read
     */
    void accept(ByteBuffer piece, Consumer<Frame> whole) throws ProtocolException {
        while (piece.hasRemaining()) {
            if (head.hasRemaining()) {
                fillHead(piece);
            }
            if (!head.hasRemaining()) {
                fillBody(piece);
                if (filled == length) {
                    whole.accept(finished());
                }
            }
        }
    }

    private void fillHead(ByteBuffer piece) throws ProtocolException {
        while (head.hasRemaining() && piece.hasRemaining()) {
            head.put(piece.get());
        }
        if (!head.hasRemaining()) {
            long rest = head.getInt(0) - (long) (Frame.HEAD - Integer.BYTES);
            if (rest < 0 || rest > Frame.LONGEST_BODY) {
                throw new ProtocolException(
                        "it sent a frame of " + rest + " bytes; the limit is " + Frame.LONGEST_BODY);
            }
            if (FrameKind.of(head.get(Integer.BYTES)) == null) {
                throw new ProtocolException("it sent a frame of unknown kind " + head.get(Integer.BYTES));
            }
            length = (int) rest;
            filled = 0;
            drops = false;
            body = length == 0 ? Frame.NOTHING : new byte[Math.min(length, FIRST_ROOM)];
        }
    }

    private void fillBody(ByteBuffer piece) {
        while (filled < length && piece.hasRemaining()) {
            if (filled == body.length && !drops) {
                grow();
            }
            int count = Math.min(piece.remaining(), (drops ? length : body.length) - filled);
            if (drops) {
                piece.position(piece.position() + count);
            } else {
                piece.get(body, filled, count);
            }
            filled += count;
        }
    }

    private void grow() {
        int longer = (int) Math.min(length, 2L * body.length);
        int before = charge == null ? 0 : body.length;
        if (charge == null) {
            charge = new Charge(room);
        }
        if (charge.grow(longer)) {
            try {
                body = Arrays.copyOf(body, longer);
                charge.shrink(before);
                return;
            } catch (OutOfMemoryError e) { // other calls may have used up the heap, so only this call fails
                drop();
                return;
            }
        }
        drop();
    }

    private void drop() {
        drops = true;
        body = Frame.NOTHING;
        abandon();
    }

    /** Releases the memory of a frame that is never completed. */
    void abandon() {
        if (charge != null) {
            charge.release();
            charge = null;
        }
    }

    private Frame finished() throws ProtocolException {
        FrameKind kind = FrameKind.of(head.get(Integer.BYTES));
        if (kind == null) {
            throw new ProtocolException("a frame lost its kind");
        }
        long id = head.getLong(Integer.BYTES + 1);
        Frame frame = drops ? Frame.dropped(kind, id) : Frame.of(kind, id, body, charge);
        charge = null;
        head.clear();
        body = Frame.NOTHING;
        return frame;
    }
}
