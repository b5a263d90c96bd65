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
 * Delivers news to one listener in order, on a separate thread. So a listener that blocks, such as a terminal that is
 * not read, does not block others. Each piece of news has a slot; later news of the same slot replaces undelivered
 * news.
 *
 * @param <T> the type of the news
 */
final class ListenerDispatcher<T> implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerDispatcher.class);

    private static final int PATIENCE_SECONDS = 10;

    private final Consumer<T> listener;
    private final Runnable ended;
    private final ExecutorService thread;
    private final Map<Object, T> untold = new LinkedHashMap<>();

    /**
     * Creates a dispatcher without news.
     *
     * @param threadName the name of the listener's thread
     * @param ended removes this dispatcher from its source
     */
    ListenerDispatcher(String threadName, Consumer<T> listener, Consumer<ListenerDispatcher<T>> ended) {
        this.listener = requireNonNull(listener, "listener is null");
        this.thread = Executors.newSingleThreadExecutor(DaemonThreads.named(threadName));
        this.ended = () -> ended.accept(this);
        thread.execute(() -> {}); // starts the thread now: a later publication must not fail for lack of threads
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
            LOG.error("A listener failed for {}", news, e);
        }
    }

    /** Drops undelivered news and ends immediately; the listener itself may call this method. */
    void drop() {
        ended.run();
        synchronized (untold) {
            untold.clear();
            thread.shutdown();
        }
    }

    /** Returns when all news is delivered, or when the listener has blocked for a while. */
    @Override
    public void close() {
        ended.run();
        synchronized (untold) {
            thread.shutdown();
        }
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A listener blocks; it is removed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
