package io.orka.wire;

import java.util.concurrent.Semaphore;

/**
 * The part of this JVM's heap in which large data is encoded and decoded. A thread waits until enough memory is free.
 * Threads that use the memory never depend on waiting threads. Safe for use by multiple threads.
 */
public final class Workspace {

    /** The minimum length of large data. Shorter data takes no memory from the workspace. */
    private static final int SHORT = 1 << 16;

    private static final int PART_OF_HEAP = 4;
    private static final int KILOBYTE = 1 << 10;
    private static final Use NOTHING = () -> {};

    private final int most;
    private final Semaphore kilobytes;

    /**
     * Creates an unused workspace.
     *
     * @param most the size of the workspace in bytes
     */
    public Workspace(long most) {
        this.most = (int) Math.min(Integer.MAX_VALUE, Math.max(1, most / KILOBYTE));
        this.kilobytes = new Semaphore(this.most, true);
    }

    /**
     * Creates a workspace of a quarter of this JVM's heap.
     *
     * @return a new workspace
     */
    public static Workspace ofHeap() {
        return new Workspace(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** Memory in use, which {@link #close()} releases. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for memory, and takes it. A request larger than the workspace takes the whole workspace.
     *
     * @param length the length of the data in bytes
     * @param times the additional memory during the encoding or decoding, as a multiple of the length
     * @return a handle that the same thread must close
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
