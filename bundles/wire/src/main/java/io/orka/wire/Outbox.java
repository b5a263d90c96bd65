package io.orka.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The frames that are waiting to be written, in order. Urgent frames overtake all others except a partly written one.
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

    /** The number of waiting bytes. */
    long bytes() {
        return bytes;
    }

    /** Adds a frame; a partly written one goes first. */
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

    /** The next frame to write, or {@code null} when none waits. */
    @Nullable
    ByteBuffer next() {
        if (begun == null) {
            begun = urgent.isEmpty() ? usual.poll() : urgent.poll();
        }
        return begun;
    }

    /** Records how much of the frame was written. */
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
