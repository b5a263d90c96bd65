package io.orka.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait to be written, in order. Urgent frames precede all other frames except a partly written frame.
 * Not safe for use by multiple threads.
 */
final class Outbox {

    private final Queue<ByteBuffer> urgent = new ArrayDeque<>();
    private final Queue<ByteBuffer> usual = new ArrayDeque<>();
    private @Nullable ByteBuffer begun;
    private long bytes;

    boolean isEmpty() {
        return begun == null && urgent.isEmpty() && usual.isEmpty();
    }

    /** Returns the number of waiting bytes. */
    long bytes() {
        return bytes;
    }

    /** Adds a frame as the last frame. */
    void add(ByteBuffer frame) {
        usual.add(frame);
        bytes += frame.remaining();
    }

    void addUrgent(ByteBuffer frame) {
        urgent.add(frame);
        bytes += frame.remaining();
    }

    /** Adds a partly written frame while no other frame waits. */
    void addBegun(ByteBuffer frame) {
        begun = frame;
        bytes += frame.remaining();
    }

    /** Returns the next frame to write, or {@code null} when no frame waits. */
    @Nullable
    ByteBuffer next() {
        if (begun == null) {
            begun = urgent.isEmpty() ? usual.poll() : urgent.poll();
        }
        return begun;
    }

    /** Records the number of written bytes of the next frame. */
    void wrote(int count) {
        bytes -= count;
        if (begun != null && !begun.hasRemaining()) {
            begun = null;
        }
    }

    void clear() {
        urgent.clear();
        usual.clear();
        begun = null;
        bytes = 0;
    }
}
