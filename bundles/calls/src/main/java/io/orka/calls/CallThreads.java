package io.orka.calls;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The host threads for the calls of one generation. Generations share no threads, so the values that a plugin leaves in
 * {@link ThreadLocal}s are freed with its generation.
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

    /**
     * Runs a job immediately, on an idle thread or a new one. The callers of this method limit the number of threads.
     */
    void run(Runnable job) {
        pool.execute(job);
    }

    /** Ends the idle threads now and the busy threads after their job. */
    void retire() {
        pool.shutdown();
    }

    /** Runs a job that arrives after the end, such as the cancellation of an orphaned call, on a separate thread. */
    private void late(Runnable job, ThreadPoolExecutor retired) {
        thread(job).start();
    }

    /**
     * Creates a thread without references to its creator. The creator may be another plugin, whose inheritable thread
     * locals, context class loader and protection domains must not live as long as this thread. JDK 17 keeps protection
     * domains with every thread that is constructed outside a privileged action.
     */
    @SuppressWarnings("removal") // leaves out the caller's protection domains; still available in JDK 25
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
