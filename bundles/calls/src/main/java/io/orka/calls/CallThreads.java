package io.orka.calls;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The host's threads for the calls of one generation. They are its own, so that what a plugin leaves in their
 * {@link ThreadLocal}s ends with the generation.
 */
final class CallThreads {

    private static final long IDLE_SECONDS = 10;

    private final String plugin;
    private final AtomicLong counter = new AtomicLong();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread, this::late);

    CallThreads(String plugin) {
        this.plugin = plugin;
    }

    /** Runs a job at once, on an idle thread or a new one; how many there are is bounded by who calls this. */
    void run(Runnable job) {
        pool.execute(job);
    }

    /** Ends the idle threads now and the busy ones after their job. */
    void retire() {
        pool.shutdown();
    }

    /** A job that comes after the end, such as the last words to a call that was given up on, gets a thread for itself. */
    private void late(Runnable job, ThreadPoolExecutor retired) {
        thread(job).start();
    }

    /**
     * A thread that knows nothing of who needs it. The caller may be another plugin: its inheritable thread locals, its
     * context loader and the protection domains of its classes, which JDK 17 keeps with every thread that is constructed
     * outside a privileged action, must not live as long as this thread.
     */
    @SuppressWarnings(
            "removal") // there is no other way to leave the caller's protection domains out, and 25 has it too
    private Thread thread(Runnable job) {
        String name = "orka-call-" + plugin + "-" + counter.incrementAndGet();
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, job, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(CallThreads.class.getClassLoader());
            return thread;
        });
    }
}
