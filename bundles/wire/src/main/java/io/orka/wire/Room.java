package io.orka.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory budget for the data of all large calls in transit. Nothing waits for it: a call that exceeds it is
 * rejected. Safe for use by multiple threads.
 */
public final class Room {

    private static final int PART_OF_HEAP = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Creates an unused budget.
     *
     * @param most its size in bytes
     */
    public Room(long most) {
        this.most = most;
    }

    /**
     * Creates a budget of a quarter of this JVM's heap.
     *
     * @return a new one
     */
    public static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /**
     * Takes memory.
     *
     * @param bytes the number of bytes
     * @return {@code false} when there is not enough left and nothing was taken
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
     * Releases memory.
     *
     * @param bytes the number of bytes
     */
    public void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /**
     * The size of the budget.
     *
     * @return bytes
     */
    public long most() {
        return most;
    }

    /** For tests: the memory in use. */
    long taken() {
        return taken.get();
    }
}
