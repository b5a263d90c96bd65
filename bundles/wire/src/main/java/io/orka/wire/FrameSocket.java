package io.orka.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Frames over a connected socket. Any thread may send, and none ever waits: what the socket does not take at once is sent
 * by the thread that reads.
 *
 * <p>The channel does not block, for one more reason: a blocking one is closed when a thread that uses it is interrupted,
 * and callers are interrupted at their deadlines.
 */
public final class FrameSocket implements AutoCloseable {

    private static final int PIECE = 1 << 16;
    private static final long MOST_UNSENT = 4L * Frame.LONGEST_BODY;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Object sending = new Object();
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private long unsentBytes;
    private boolean closed;

    /**
     * Takes over a connected channel.
     *
     * @param channel closed by {@link #close()}
     * @throws IOException when it is closed already
     */
    public FrameSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        this.selector = Selector.open();
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * A frame without a body.
     *
     * @param kind what it says
     * @param id which call or ping it is about
     * @return a frame that can be sent
     */
    public static ByteBuffer bare(FrameKind kind, long id) {
        return head(ByteBuffer.allocate(Frame.HEAD), kind, id);
    }

    /**
     * Writes the head of a frame into the room that was left for it in front of the body.
     *
     * @param frame {@link Frame#HEAD} bytes of room and the body, from 0 to its limit
     * @param kind what it says
     * @param id which call it is about
     * @return the same buffer, which can be sent
     */
    public static ByteBuffer head(ByteBuffer frame, FrameKind kind, long id) {
        return frame.putInt(0, frame.limit() - Integer.BYTES)
                .put(Integer.BYTES, kind.number())
                .putLong(Integer.BYTES + 1, id);
    }

    /**
     * Sends one frame, now or as soon as the other side takes it.
     *
     * @param frame from its position to its limit; not to be touched any more
     * @return {@code false} when the socket is closed: nothing of the frame was sent then
     * @throws IOException when the other side is gone, or has left too much unread; a part may have been sent
     */
    public boolean send(ByteBuffer frame) throws IOException {
        synchronized (sending) {
            if (closed) {
                return false;
            }
            if (unsentBytes > MOST_UNSENT) {
                throw new IOException("it leaves more than " + MOST_UNSENT + " bytes unread");
            }
            if (unsent.isEmpty()) {
                writeAsFarAsItGoes(frame);
            }
            if (frame.hasRemaining()) {
                unsent.add(frame);
                unsentBytes += frame.remaining();
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                selector.wakeup();
            }
            return true;
        }
    }

    /**
     * Reads until the other side or this one closes.
     *
     * @param listener is given each frame, in this thread
     * @throws IOException when the connection breaks, or what comes is not the protocol
     */
    public void read(Consumer<Frame> listener) throws IOException {
        FrameAssembly assembly = new FrameAssembly();
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        while (selector.isOpen()) {
            selector.select();
            if (!key.isValid()) {
                return;
            }
            if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                int count = channel.read(piece.clear());
                if (count < 0) {
                    return;
                }
                assembly.accept(piece.flip(), listener);
            }
        }
    }

    private void flush() throws IOException {
        synchronized (sending) {
            for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
                int before = next.remaining();
                writeAsFarAsItGoes(next);
                unsentBytes -= before - next.remaining();
                if (next.hasRemaining()) {
                    return;
                }
                unsent.remove();
            }
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** In pieces, since the JDK copies all it is given into a buffer outside the heap, for each thread that writes. */
    private void writeAsFarAsItGoes(ByteBuffer frame) throws IOException {
        int end = frame.limit();
        try {
            boolean goes = true;
            while (goes && frame.position() < end) {
                frame.limit(Math.min(end, frame.position() + PIECE));
                channel.write(frame);
                goes = !frame.hasRemaining();
            }
        } finally {
            frame.limit(end);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (sending) {
            closed = true;
            unsent.clear();
        }
        try (selector;
                channel) {
            key.cancel();
        }
    }
}
