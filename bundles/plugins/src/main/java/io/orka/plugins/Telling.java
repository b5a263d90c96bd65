package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.PluginKey;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener of changes, on a thread of its own: one that blocks, such as a terminal nobody reads, holds up nobody
 * else. Changes of a plugin that come faster than the listener takes them are told once.
 */
final class Telling implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private static final int PATIENCE_SECONDS = 10;

    private final Consumer<PluginKey> listener;
    private final Runnable ended;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("orka-telling"));
    private final Set<PluginKey> untold = new LinkedHashSet<>();

    /** @param ended takes this out of where it hears from */
    Telling(Consumer<PluginKey> listener, Consumer<Telling> ended) {
        this.listener = requireNonNull(listener, "listener is null");
        this.ended = () -> ended.accept(this);
    }

    void changed(PluginKey key) {
        synchronized (untold) {
            if (untold.add(key) && !thread.isShutdown()) {
                thread.execute(() -> tell(key));
            }
        }
    }

    private void tell(PluginKey key) {
        synchronized (untold) {
            untold.remove(key);
        }
        try {
            listener.accept(key);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed on a change of {}", key, e);
        }
    }

    /** Returns when all that changed before was told, or the listener has not taken it for a while. */
    @Override
    public void close() {
        ended.run();
        synchronized (untold) {
            thread.shutdown();
        }
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A listener does not take what it is told; it hears no more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
