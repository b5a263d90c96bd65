package io.orka.wire;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts frames together from pieces of any size. What a process only announces costs no memory: room is made as bytes
 * arrive.
 */
final class FrameAssembly {

    private static final int FIRST_ROOM = 1 << 16;
    private static final byte[] NOTHING = new byte[0];

    private final ByteBuffer head = ByteBuffer.allocate(Frame.HEAD);
    private byte[] body = NOTHING;
    private int length;
    private int filled;

    /**
     * Takes in one piece.
     *
     * @param piece all of it is consumed
     * @param whole receives each frame that is complete
     * @throws ProtocolException when this is not the protocol; nothing can be read any more then
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
                throw new ProtocolException("it sent a frame of " + rest + " bytes; the most is " + Frame.LONGEST_BODY);
            }
            if (FrameKind.of(head.get(Integer.BYTES)) == null) {
                throw new ProtocolException("it sent a frame of the unknown kind " + head.get(Integer.BYTES));
            }
            length = (int) rest;
            filled = 0;
            body = length == 0 ? NOTHING : new byte[Math.min(length, FIRST_ROOM)];
        }
    }

    private void fillBody(ByteBuffer piece) {
        while (filled < length && piece.hasRemaining()) {
            if (filled == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(length, 2L * body.length));
            }
            int count = Math.min(piece.remaining(), body.length - filled);
            piece.get(body, filled, count);
            filled += count;
        }
    }

    private Frame finished() throws ProtocolException {
        FrameKind kind = FrameKind.of(head.get(Integer.BYTES));
        if (kind == null) {
            throw new ProtocolException("a frame lost its kind");
        }
        Frame frame = new Frame(kind, head.getLong(Integer.BYTES + 1), body);
        head.clear();
        body = NOTHING;
        return frame;
    }
}
