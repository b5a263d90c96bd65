package io.orka.deploy;

import java.time.Duration;

/** Runs the end-of-life code of a plugin, which need not come back. Its context class loader is the plugin's. */
final class EndThread extends Thread {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private EndThread(PluginContextLoader loader, Runnable end) {
        super(end, "orka-close-" + loader.getName());
        setContextClassLoader(loader);
        setDaemon(true);
    }

    /** Whether it came back before the deadline, or at least when it was interrupted after it. */
    static boolean run(PluginContextLoader loader, Duration deadline, Runnable end) throws InterruptedException {
        EndThread thread = new EndThread(loader, end);
        thread.start();
        try {
            thread.join(deadline.toMillis());
        } finally {
            thread.interrupt(); // also where whoever waits is interrupted
        }
        thread.join(GRACE.toMillis());
        return !thread.isAlive();
    }
}
