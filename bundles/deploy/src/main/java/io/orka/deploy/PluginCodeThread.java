package io.orka.deploy;

import io.orka.leaks.OwnedThread;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;

/**
 * Runs code of a plugin that need not come back: its constructor, its end of life. The thread's context class loader is the
 * plugin's, and it is known as the plugin's for as long as it runs.
 */
final class PluginCodeThread extends Thread implements OwnedThread {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private PluginCodeThread(PluginContextLoader loader, String purpose, Runnable code) {
        super(null, code, "orka-" + purpose + "-" + loader.getName(), 0, false);
        setContextClassLoader(loader);
        setDaemon(true);
    }

    /**
     * Makes a thread, which knows nothing of the one it is made in: that may be in a call of another plugin, whose
     * inheritable thread locals and protection domains must not live as long as this thread.
     */
    @SuppressWarnings(
            "removal") // there is no other way to leave the caller's protection domains out, and 25 has it too
    static PluginCodeThread of(PluginContextLoader loader, String purpose, Runnable code) {
        return AccessController.doPrivileged(
                (PrivilegedAction<PluginCodeThread>) () -> new PluginCodeThread(loader, purpose, code));
    }

    /** Ends a plugin. Answers whether it came back before the deadline, or at least when it was interrupted after it. */
    static boolean close(PluginContextLoader loader, Duration deadline, Runnable end) throws InterruptedException {
        PluginCodeThread thread = of(loader, "close", end);
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
