package io.orka.build.worker;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Sends and receives length-prefixed messages over a socket. One thread may receive while others send.
 *
 * <p>The channel's own stream adapters are not used, since they share one lock for both directions.
 */
public final class Wire implements AutoCloseable {

    private static final int LONGEST = 4 << 20;

    private final SocketChannel channel;
    private final Object sending = new Object();

    /**
     * Creates an instance for a connected channel.
     *
     * @param channel the channel, in blocking mode
     */
    public Wire(SocketChannel channel) {
        this.channel = requireNonNull(channel, "channel is null");
    }

    /**
     * Sends one message; blocks until the other side reads.
     *
     * @param message the message
     * @throws IOException if the other side has disconnected
     */
    public void send(Message message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0);
        message.write(out);
        ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray()).putInt(0, bytes.size() - Integer.BYTES);
        synchronized (sending) {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        }
    }

    /**
     * Waits for one message.
     *
     * @return the message, or {@code null} when the other side has disconnected
     * @throws IOException if the connection breaks or the received bytes are not a message
     */
    public @Nullable Message receive() throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        if (!fill(length)) {
            return null;
        }
        int size = length.getInt(0);
        if (size < 1 || size > LONGEST) {
            throw new IOException("invalid message size: " + size + " bytes");
        }
        ByteBuffer frame = ByteBuffer.allocate(size);
        if (!fill(frame)) {
            return null;
        }
        try {
            return Message.read(new DataInputStream(new ByteArrayInputStream(frame.array())));
        } catch (IllegalArgumentException e) {
            throw new IOException("invalid name in a message: " + e.getMessage(), e);
        }
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
