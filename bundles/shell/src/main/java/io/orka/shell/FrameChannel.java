package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends and receives frames over a socket. Safe for use by multiple threads. Only one thread may read at a time.
 * Interrupting a writer has no effect.
 *
 * <p>This class uses the channel directly: on Java 17 the streams of {@code Channels} share one lock, so a blocked
 * reader would block every writer.
 */
final class FrameChannel implements AutoCloseable {

    private static final int HEADER = 5;

    private final SocketChannel socket;

    /** Writes for all threads, since interrupting a thread that writes to a socket closes the socket. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "orka-control-writer");
        thread.setDaemon(true);
        return thread;
    });

    FrameChannel(SocketChannel socket) {
        this.socket = requireNonNull(socket, "socket is null");
    }

    void writeVersion() throws IOException {
        write(ByteBuffer.wrap(new byte[] {ControlFrame.VERSION}));
    }

    /** Returns the client's protocol version; -1 if the client closed the connection immediately. */
    int readVersion() throws IOException {
        ByteBuffer version = ByteBuffer.allocate(1);
        return socket.read(version) < 0 ? -1 : version.get(0);
    }

    /** Waits for data or the end of the stream. No other thread may read at the same time. */
    boolean awaitReadable(Duration patience) throws IOException {
        try (Selector selector = Selector.open()) {
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_READ);
            return selector.select(patience.toMillis()) > 0;
        } finally {
            // Closing the selector has removed the key.
            if (socket.isOpen()) {
                socket.configureBlocking(true);
            }
        }
    }

    void write(ControlFrame frame) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + frame.payload().length);
        bytes.put(frame.type().code());
        bytes.putInt(frame.payload().length);
        bytes.put(frame.payload());
        write(bytes.flip());
    }

    /** Returns the next frame; {@code null} at the end of the stream. */
    @Nullable
    ControlFrame read() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (!fill(header)) {
            return null;
        }
        byte code = header.get();
        ControlFrame.Type type = ControlFrame.Type.of(code);
        int length = header.getInt();
        if (type == null || length < 0 || length > ControlFrame.LONGEST) {
            throw new IOException("no frame has type " + code + " and length " + length);
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        if (!fill(payload)) {
            throw new EOFException("the frame is cut off");
        }
        return new ControlFrame(type, payload.array());
    }

    /** Signals that this side sends no more frames. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        writer.shutdown();
    }

    private void write(ByteBuffer bytes) throws IOException {
        try {
            CompletableFuture.runAsync(() -> writeAll(bytes), writer).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failed ? failed.getCause() : new IOException(e);
        } catch (RejectedExecutionException e) {
            throw new ClosedChannelException();
        }
    }

    private void writeAll(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (socket.read(buffer) < 0) {
                if (buffer.position() > 0) {
                    throw new EOFException("the frame is cut off");
                }
                return false;
            }
        }
        buffer.flip();
        return true;
    }
}
