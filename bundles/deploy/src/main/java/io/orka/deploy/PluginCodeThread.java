package io.orka.deploy;

import io.orka.leaks.OwnedThread;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;

/**
 * Runs code of a plugin that may never return: the constructor and {@code close()}. The thread has the plugin's context
 * class loader, and the search for leaks treats the thread as a thread of the plugin.
 */
final class PluginCodeThread extends Thread implements OwnedThread {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private PluginCodeThread(PluginClassLoader loader, String purpose, Runnable code) {
        super(null, code, "orka-" + purpose + "-" + loader.getName(), 0, false);
        setContextClassLoader(loader);
        setDaemon(true);
    }

    /**
     * Creates a thread that inherits nothing from the current thread. The current thread may run a call of another
     * plugin, whose inheritable thread locals and protection domains must not live as long as the new thread.
     */
    @SuppressWarnings("removal") // excludes the caller's protection domains; still available in JDK 25
    static PluginCodeThread of(PluginClassLoader loader, String purpose, Runnable code) {
        return AccessController.doPrivileged(
                (PrivilegedAction<PluginCodeThread>) () -> new PluginCodeThread(loader, purpose, code));
    }

    /**
     * Closes a plugin. Returns whether the code returned before the deadline, or soon after the interrupt at the
     * deadline.
     */
    static boolean close(PluginClassLoader loader, Duration deadline, Runnable end) throws InterruptedException {
        PluginCodeThread thread = of(loader, "close", end);
        thread.start();
        try {
            thread.join(deadline.toMillis());
        } finally {
            thread.interrupt(); // also if this wait is interrupted
        }
        thread.join(GRACE.toMillis());
        return !thread.isAlive();
    }
}
