package io.orka.interrupt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stops threads that run woven code. The check stands before every backward jump of such code.
 *
 * <p>Safe for use by many threads. A thread that is to be stopped stays so until it is released: it leaves the loop it is
 * in and every loop it comes to.
 */
public final class LoopCheck {

    /** Threads to be stopped, {@code null} when there are none: all that a loop reads in the usual case. */
    private static volatile Thread @Nullable [] stopped;

    private LoopCheck() {}

    /**
     * What is woven in.
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
     * Stops a thread at its next backward jump in woven code. Does nothing when it is being stopped already.
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
     * Lets a thread run again. Does nothing when it was not stopped.
     *
     * @param thread the thread
     */
    public static void release(Thread thread) {
        if (stopped == null) { // as nearly always; who stopped this thread has told whoever releases it
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
