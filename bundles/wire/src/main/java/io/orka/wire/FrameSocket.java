package io.orka.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends and receives frames over a connected socket. Any thread may send without waiting, since the reading thread
 * sends the bytes that the socket does not accept immediately.
 *
 * <p>The channel is non-blocking also for another reason. An interrupt closes a blocking channel that the thread uses,
 * and callers are interrupted at their deadlines.
 */
public final class FrameSocket implements AutoCloseable {

    private static final int PIECE = 1 << 16;
    private static final long MOST_UNSENT = 4L * Frame.LONGEST_BODY;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Object sending = new Object();
    private final Outbox unsent = new Outbox();
    private final Room room;
    private final AtomicLong received = new AtomicLong();
    private boolean closed;

    /**
     * Creates an instance for a connected channel.
     *
     * @param channel the channel, which {@link #close()} closes
     * @param room the memory budget for received bodies, shared with other sockets
     * @throws IOException when the channel is already closed
     */
    public FrameSocket(SocketChannel channel, Room room) throws IOException {
        this.room = room;
        this.channel = channel;
        channel.configureBlocking(false);
        this.selector = Selector.open();
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Creates a frame without a body.
     *
     * @param kind the frame's kind
     * @param id the id of the call or ping
     * @return a frame that can be sent
     */
    public static ByteBuffer bare(FrameKind kind, long id) {
        return head(ByteBuffer.allocate(Frame.HEAD), kind, id);
    }

    /**
     * Writes the header of a frame into the space before the body.
     *
     * @param frame a buffer with {@link Frame#HEAD} free bytes and the body, from 0 to its limit
     * @param kind the frame's kind
     * @param id the call's id
     * @return the same buffer, which can be sent
     */
    public static ByteBuffer head(ByteBuffer frame, FrameKind kind, long id) {
        return frame.putInt(0, frame.limit() - Integer.BYTES)
                .put(Integer.BYTES, kind.number())
                .putLong(Integer.BYTES + 1, id);
    }

    /**
     * Sends one frame after all earlier frames, immediately or as soon as the other side accepts the frame.
     *
     * @param frame the bytes from position to limit; must not be used afterwards
     * @return {@code false} when the socket was closed before any part of the frame was sent
     * @throws Unread when the other side has too much unread data to accept a frame with a body
     * @throws IOException when the other side has disconnected; a part of the frame may have been sent
     */
    public boolean send(ByteBuffer frame) throws IOException {
        synchronized (sending) {
            if (unsent.bytes() > MOST_UNSENT && frame.remaining() > Frame.HEAD) {
                throw new Unread(unsent.bytes());
            }
            return add(frame, false);
        }
    }

    /**
     * Sends one frame before all waiting frames except a partly written frame.
     *
     * @param frame the bytes from position to limit; must not be used afterwards
     * @return {@code false} when the socket is closed
     * @throws IOException when the other side has disconnected
     */
    public boolean sendFirst(ByteBuffer frame) throws IOException {
        synchronized (sending) {
            return add(frame, true);
        }
    }

    /**
     * Sends one frame and waits until the other side has accepted the frame. For threads that may block.
     *
     * @param frame the bytes from position to limit; must not be used afterwards
     * @throws IOException when the other side has disconnected
     * @throws InterruptedException when this thread is interrupted; a partly written frame is still sent completely
     */
    public void sendAll(ByteBuffer frame) throws IOException, InterruptedException {
        synchronized (sending) {
            while (unsent.bytes() > MOST_UNSENT && !closed) {
                sending.wait();
            }
            add(frame, false);
            while (frame.hasRemaining() && !closed) {
                sending.wait();
            }
        }
    }

    /**
     * Waits until a frame with a body can be sent because the other side has read enough, or until the socket is
     * closed.
     *
     * @throws InterruptedException when this thread is interrupted
     */
    public void awaitRead() throws InterruptedException {
        synchronized (sending) {
            while (unsent.bytes() > MOST_UNSENT && !closed) {
                sending.wait();
            }
        }
    }

    private boolean add(ByteBuffer frame, boolean first) throws IOException {
        if (closed) {
            return false;
        }
        boolean next = unsent.isEmpty();
        if (next) {
            writeAsFarAsItGoes(frame);
        }
        if (frame.hasRemaining()) {
            if (next) {
                unsent.addBegun(frame);
            } else if (first) {
                unsent.addUrgent(frame);
            } else {
                unsent.add(frame);
            }
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            selector.wakeup();
        }
        return true;
    }

    /**
     * Returns the number of received bytes, which increases even before a frame is complete.
     *
     * @return a count that only increases
     */
    public long received() {
        return received.get();
    }

    /**
     * Reads until the other side or this side closes the connection.
     *
     * @param listener receives each frame, on this thread
     * @throws IOException when the connection breaks, or the received bytes violate the protocol
     */
    public void read(Consumer<Frame> listener) throws IOException {
        FrameAssembly assembly = new FrameAssembly(room);
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        try {
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
                    received.lazySet(received.get() + count); // only this thread writes the field
                    assembly.accept(piece.flip(), listener);
                }
            }
        } finally {
            assembly.abandon();
        }
    }

    private void flush() throws IOException {
        synchronized (sending) {
            for (ByteBuffer next = unsent.next(); next != null; next = unsent.next()) {
                int before = next.remaining();
                writeAsFarAsItGoes(next);
                unsent.wrote(before - next.remaining());
                if (next.hasRemaining()) {
                    return;
                }
                sending.notifyAll();
            }
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Writes in pieces, since the JDK copies each write into an off-heap buffer per thread. */
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
            sending.notifyAll();
        }
        try (selector;
                channel) {
            key.cancel();
        }
    }
}
