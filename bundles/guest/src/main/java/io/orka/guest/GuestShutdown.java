package io.orka.guest;

import io.orka.entry.RecordedThrow;
import io.orka.wire.CloseDeadlines;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stops this JVM. The plugin's {@code close()} and shutdown hooks run until their deadlines. */
final class GuestShutdown {

    /** The deadline for the plugin's shutdown hooks. */
    private static final Duration HOOKS = Duration.ofSeconds(2);

    private static final boolean TRAINING = Boolean.getBoolean("orka.training");

    private GuestShutdown() {}

    /** Halts this JVM when a shutdown hook hangs, even if the plugin itself calls {@code System.exit}. */
    static void watchExit() {
        if (TRAINING) { // at its exit this JVM writes the class archive, which may take longer
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> haltAfter(HOOKS, "a shutdown hook did not return within " + HOOKS.toSeconds() + " s"),
                        "orka-exit"));
    }

    /** Starts a thread that closes the plugin, if it has a {@code close()}, and stops this JVM. Returns immediately. */
    static void begin(@Nullable Object plugin, ClassLoader loader) {
        if (!TRAINING) {
            haltAfter(
                    CloseDeadlines.PLUGIN,
                    "the plugin's close() did not return within " + CloseDeadlines.PLUGIN.toSeconds() + " s");
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
        } catch (Throwable thrown) { // this JVM exits even after an exception
            System.err.println(
                    "the plugin's close() threw " + RecordedThrow.of(thrown).getMessage());
        } finally {
            System.exit(0);
        }
    }

    private static void haltAfter(Duration timeout, String why) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(timeout.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    System.err.println(why + "; ending the process");
                    Runtime.getRuntime().halt(1);
                },
                "orka-halt");
        thread.setDaemon(true);
        thread.start();
    }
}
