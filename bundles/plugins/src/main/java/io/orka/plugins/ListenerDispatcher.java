package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener news in order, on a thread of its own: one that blocks, such as a terminal nobody reads, holds up nobody
 * else. Each piece of news has a slot; news that was not told yet is replaced by later news of the same slot.
 *
 * @param <T> the news
 */
final class ListenerDispatcher<T> implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerDispatcher.class);

    private static final int PATIENCE_SECONDS = 10;

    private final Consumer<T> listener;
    private final Runnable ended;
    private final ExecutorService thread;
    private final Map<Object, T> untold = new LinkedHashMap<>();

    /**
     * Tells nothing yet.
     *
     * @param threadName the name of the listener's thread
     * @param ended takes this out of where it hears from
     */
    ListenerDispatcher(String threadName, Consumer<T> listener, Consumer<ListenerDispatcher<T>> ended) {
        this.listener = requireNonNull(listener, "listener is null");
        this.thread = Executors.newSingleThreadExecutor(DaemonThreads.named(threadName));
        this.ended = () -> ended.accept(this);
        thread.execute(() -> {}); // starts it: whoever has news must not fail for lack of a thread
    }

    void tell(Object slot, T news) {
        synchronized (untold) {
            if (thread.isShutdown()) {
                return;
            }
            boolean waits = untold.remove(slot) != null;
            untold.put(slot, news);
            if (!waits) {
                thread.execute(this::tellNext);
            }
        }
    }

    private void tellNext() {
        T news;
        synchronized (untold) {
            Iterator<T> waiting = untold.values().iterator();
            if (!waiting.hasNext()) {
                return;
            }
            news = waiting.next();
            waiting.remove();
        }
        try {
            listener.accept(news);
        } catch (Throwable e) {
            LOG.error("A listener failed on {}", news, e);
        }
    }

    /** Drops what was not told yet, and ends at once: a listener that is being told may end this itself. */
    void drop() {
        ended.run();
        synchronized (untold) {
            untold.clear();
            thread.shutdown();
        }
    }

    /** Returns when all that happened before was told, or the listener has not taken it for a while. */
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
