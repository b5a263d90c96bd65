package io.orka.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory budget for the data of all large calls in transit. A call that exceeds the budget is rejected immediately.
 * Safe for use by multiple threads.
 */
public final class Room {

    private static final int PART_OF_HEAP = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Creates an unused budget.
     *
     * @param most the size of the budget in bytes
     */
    public Room(long most) {
        this.most = most;
    }

    /**
     * Creates a budget of a quarter of this JVM's heap.
     *
     * @return a new budget
     */
    public static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /**
     * Takes memory.
     *
     * @param bytes the number of bytes
     * @return {@code false} when too little memory is left; then no memory is taken
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
     * Returns the size of the budget.
     *
     * @return the size in bytes
     */
    public long most() {
        return most;
    }

    /** Returns the memory in use, for tests. */
    long taken() {
        return taken.get();
    }
}
