package io.orka.deploy;

import java.time.Duration;

/**
 * Runs code of a plugin that need not come back: its constructor, its end of life. The thread's context class loader is the
 * plugin's, and it is known as the plugin's for as long as it runs.
 */
final class PluginCodeThread extends Thread {

    private static final Duration GRACE = Duration.ofSeconds(1);

    PluginCodeThread(PluginContextLoader loader, String purpose, Runnable code) {
        super(code, "orka-" + purpose + "-" + loader.getName());
        setContextClassLoader(loader);
        setDaemon(true);
    }

    /** Ends a plugin. Answers whether it came back before the deadline, or at least when it was interrupted after it. */
    static boolean close(PluginContextLoader loader, Duration deadline, Runnable end) throws InterruptedException {
        PluginCodeThread thread = new PluginCodeThread(loader, "close", end);
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
