package io.orka.guest;

import io.orka.entry.RecordedThrow;
import io.orka.wire.CloseDeadlines;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stops this JVM: the plugin's {@code close()} and shutdown hooks run, but cannot delay the exit beyond their
 * deadlines.
 */
final class GuestShutdown {

    /** The deadline for the plugin's shutdown hooks. */
    private static final Duration HOOKS = Duration.ofSeconds(2);

    private static final boolean TRAINING = Boolean.getBoolean("orka.training");

    private GuestShutdown() {}

    /** Halts this JVM when a shutdown hook hangs, even if the plugin itself calls {@code System.exit}. */
    static void watchExit() {
        if (TRAINING) { // the JVM then writes its archive
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> haltAfter(HOOKS, "a shutdown hook did not return within " + HOOKS.toSeconds() + " s"),
                        "orka-exit"));
    }

    /** Closes the plugin, if it can be closed, and stops this JVM; returns immediately. */
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
        } catch (Throwable thrown) { // this JVM ends in any case
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
