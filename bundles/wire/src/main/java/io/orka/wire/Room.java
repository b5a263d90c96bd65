package io.orka.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that large calls may take on their way, all together. Nobody waits for it: who gets none is rejected. Safe
 * for use by many threads.
 */
public final class Room {

    private static final int PART_OF_HEAP = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Nothing is taken yet.
     *
     * @param most bytes
     */
    public Room(long most) {
        this.most = most;
    }

    /**
     * Room of a quarter of this JVM's heap.
     *
     * @return a new one
     */
    public static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /**
     * Takes some.
     *
     * @param bytes how much
     * @return {@code false} when there is not so much left: nothing is taken then
     */
    public boolean take(long bytes) {
        long before = taken.get();
        while (bytes <= most - before) {
            if (taken.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /**
     * Gives back what was taken.
     *
     * @param bytes how much
     */
    public void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /**
     * How much there is, taken or not.
     *
     * @return bytes
     */
    public long most() {
        return most;
    }

    /** For tests: how much is taken. */
    long taken() {
        return taken.get();
    }
}
