package io.orka.guest;

import io.orka.entry.RecordedThrow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How this JVM ends: the plugin may say goodbye, but cannot stay. */
final class GuestShutdown {

    /** For the plugin's {@code close()}; the host waits a little longer. */
    private static final Duration CLOSING = Duration.ofSeconds(8);

    /** For its shutdown hooks, which run when it is closed, and when the plugin itself ends the JVM. */
    private static final Duration HOOKS = Duration.ofSeconds(2);

    private static final boolean TRAINING = Boolean.getBoolean("orka.training");

    private GuestShutdown() {}

    /** The plugin may end this JVM, but not hang in one of its shutdown hooks. */
    static void watchExit() {
        if (TRAINING) { // the JVM writes its archive then
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> haltAfter(HOOKS, "a shutdown hook has not returned within " + HOOKS.toSeconds() + " s"),
                        "orka-exit"));
    }

    /** Closes the plugin, if it can be closed, and ends this JVM; returns at once. */
    static void begin(@Nullable Object plugin, ClassLoader loader) {
        if (!TRAINING) {
            haltAfter(CLOSING, "the plugin's close() has not returned within " + CLOSING.toSeconds() + " s");
        }
        Thread thread = new Thread(() -> close(plugin), "orka-close");
        thread.setContextClassLoader(loader);
        thread.start();
    }

    private static void close(@Nullable Object plugin) {
        try {
            if (plugin instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Throwable thrown) { // whatever it is, this JVM ends
            System.err.println(
                    "the plugin's close() threw " + RecordedThrow.of(thrown).getMessage());
        } finally {
            System.exit(0);
        }
    }

    private static void haltAfter(Duration patience, String why) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(patience.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    System.err.println(why + "; the process is ended");
                    Runtime.getRuntime().halt(1);
                },
                "orka-halt");
        thread.setDaemon(true);
        thread.start();
    }
}
