package io.orka.interrupt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stops threads that run code with injected cancellation checks. Such code has a check before every backward jump.
 *
 * <p>Safe for use by multiple threads. From its stop until its release, a thread leaves its current loop and every loop
 * that it enters.
 */
public final class LoopCheck {

    /** The threads to stop; {@code null} when there are none. A loop normally reads only this {@code null}. */
    private static volatile Thread @Nullable [] stopped;

    private LoopCheck() {}

    /**
     * Throws if the current thread is to be stopped. Code with injected checks calls this method.
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
     * Stops a thread at its next backward jump in code with injected checks. Does nothing when the thread is already
     * being stopped.
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
     * Releases a thread. Does nothing when the thread was not stopped.
     *
     * @param thread the thread
     */
    public static void release(Thread thread) {
        if (stopped == null) { // the normal case: a stop of the thread happens before its release
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
