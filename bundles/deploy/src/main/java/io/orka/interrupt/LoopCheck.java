package io.orka.interrupt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stops threads that run code with injected cancellation checks. A check is before every backward jump of such code.
 *
 * <p>Safe for use by multiple threads. A thread is stopped until it is released: it leaves its current loop and every
 * loop that it enters.
 */
public final class LoopCheck {

    /** The threads to stop; {@code null} when there are none, which is all that a loop normally reads. */
    private static volatile Thread @Nullable [] stopped;

    private LoopCheck() {}

    /**
     * The injected check.
     *
     * @throws LoopStopped when the current thread is to be stopped
     */
    public static void check() {
        Thread[] threads = stopped;
        if (threads != null) {
            look(threads);
        }
    }

    private static void look(Thread[] threads) {
        Thread current = Thread.currentThread();
        for (Thread thread : threads) {
            if (thread == current) {
                throw new LoopStopped();
            }
        }
    }

    /**
     * Stops a thread at its next backward jump in code with injected checks. Does nothing when it is already being
     * stopped.
     *
     * @param thread the thread
     */
    public static synchronized void stop(Thread thread) {
        release(thread);
        Thread[] before = stopped;
        Thread[] threads = before == null ? new Thread[1] : Arrays.copyOf(before, before.length + 1);
        threads[threads.length - 1] = thread;
        stopped = threads;
    }

    /**
     * Releases a thread. Does nothing when it was not stopped.
     *
     * @param thread the thread
     */
    public static void release(Thread thread) {
        if (stopped == null) { // the normal case; the code that stops this thread informs the code that releases it
            return;
        }
        synchronized (LoopCheck.class) {
            Thread[] before = stopped;
            if (before != null) {
                Thread[] threads =
                        Arrays.stream(before).filter(other -> other != thread).toArray(Thread[]::new);
                stopped = threads.length == 0 ? null : threads;
            }
        }
    }
}
