package io.orka.wire;

import java.util.concurrent.Semaphore;

/**
 * The memory in which large data is written and read, a part of this JVM's heap. A thread that gets none waits until others
 * are done; they do not depend on it. Safe for use by many threads.
 */
public final class Workspace {

    /** Data that is shorter is no burden. */
    private static final int SHORT = 1 << 16;

    private static final int PART_OF_HEAP = 4;
    private static final int KILOBYTE = 1 << 10;
    private static final Use NOTHING = () -> {};

    private final int most;
    private final Semaphore kilobytes;

    /**
     * Nothing is used yet.
     *
     * @param most bytes
     */
    public Workspace(long most) {
        this.most = (int) Math.min(Integer.MAX_VALUE, Math.max(1, most / KILOBYTE));
        this.kilobytes = new Semaphore(this.most, true);
    }

    /**
     * A quarter of this JVM's heap.
     *
     * @return a new one
     */
    public static Workspace ofHeap() {
        return new Workspace(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** What somebody uses of a workspace, until it is closed. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for memory, and uses it. What needs more than there is gets all of it.
     *
     * @param length of the data, in bytes
     * @param times how much memory it takes beside itself while it is written or read, as a multiple of its length
     * @return to be closed in the same thread
     */
    public Use use(long length, int times) {
        if (length <= SHORT) {
            return NOTHING;
        }
        int share = (int) Math.min(most, length * times / KILOBYTE);
        kilobytes.acquireUninterruptibly(share);
        return () -> kilobytes.release(share);
    }
}
