package io.orka.deploy;

import io.orka.entry.RecordedThrow;
import io.orka.leaks.Leftover;
import io.orka.leaks.Leftovers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a plugin within the deadline, and then removes the plugin's leftovers from the JVM. */
final class PluginEnd {

    private static final Logger LOG = LoggerFactory.getLogger(PluginEnd.class);

    private final PluginClassLoader loader;
    private final Leftovers leftovers;
    private final @Nullable AutoCloseable plugin;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile List<Leftover> leftBehind = List.of();

    /** Prepares the end of a plugin. The plugin is {@code null} if it has no {@code close()}. */
    PluginEnd(PluginClassLoader loader, Leftovers leftovers, @Nullable AutoCloseable plugin) {
        this.loader = loader;
        this.leftovers = leftovers;
        this.plugin = plugin;
    }

    /** Closes the plugin once. Logs failures and never throws; further calls do nothing. */
    void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        if (plugin != null) {
            awaitClose(plugin);
        }
        leftBehind = leftovers.clean(loader);
    }

    /** Returns the leftovers; empty before {@link #run}. */
    List<Leftover> leftBehind() {
        return leftBehind;
    }

    private void awaitClose(AutoCloseable closing) {
        try {
            if (!PluginCodeThread.close(loader, leftovers.deadline(), () -> close(closing))) {
                LOG.warn(
                        "{}: the plugin's close() did not return within {} s; Orka continues. The thread of close()"
                                + " keeps the plugin's classes in memory. Do not block in close() without a timeout",
                        loader.getName(),
                        leftovers.deadline().toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("{}: waiting for the plugin's close() was interrupted", loader.getName(), e);
        } catch (RuntimeException | Error e) { // such as out of memory
            LOG.warn("{}: cannot run the plugin's close()", loader.getName(), e);
        }
    }

    private void close(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Throwable thrown) { // a plugin may throw anything
            LOG.warn("{}: the plugin's close() threw", loader.getName(), RecordedThrow.of(thrown));
        }
    }
}
