package io.orka.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait to be written, in their order, but for the urgent ones, which wait for the one that was begun and for
 * no other. Not safe for use by several threads.
 */
final class Outbox {

    private final Queue<ByteBuffer> urgent = new ArrayDeque<>();
    private final Queue<ByteBuffer> usual = new ArrayDeque<>();
    private @Nullable ByteBuffer begun;
    private long bytes;

    boolean isEmpty() {
        return begun == null && urgent.isEmpty() && usual.isEmpty();
    }

    /** How much waits. */
    long bytes() {
        return bytes;
    }

    /** Puts in a frame; one that was written in part, while nothing waited, is the next. */
    void add(ByteBuffer frame) {
        usual.add(frame);
        bytes += frame.remaining();
    }

    void addUrgent(ByteBuffer frame) {
        urgent.add(frame);
        bytes += frame.remaining();
    }

    /** Puts in a frame that has begun to be written while nothing waited. */
    void addBegun(ByteBuffer frame) {
        begun = frame;
        bytes += frame.remaining();
    }

    /** The frame to be written now, or {@code null} when none waits. */
    @Nullable
    ByteBuffer next() {
        if (begun == null) {
            begun = urgent.isEmpty() ? usual.poll() : urgent.poll();
        }
        return begun;
    }

    /** So much of the frame was written. */
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
