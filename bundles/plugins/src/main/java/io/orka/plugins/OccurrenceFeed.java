package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Numbers the events of plugins and delivers them to every listener in order. Does nothing without listeners. */
final class OccurrenceFeed implements AutoCloseable {

    /** The slot of an event. Events of the same slot replace each other while a listener is busy. */
    private record Slot(PluginKey key, Class<?> type, boolean back) {}

    private final List<ListenerDispatcher<Occurrence>> listeners = new CopyOnWriteArrayList<>();
    private long last;
    private boolean closed;

    /** Publishes an event; never waits for a listener. */
    void happened(PluginKey key, Occurrence.What what) {
        if (listeners.isEmpty()) {
            return;
        }
        synchronized (this) {
            Occurrence occurrence = new Occurrence(++last, Instant.now(), key, what);
            boolean back = what instanceof Occurrence.TookOver over && over.back();
            Slot slot = new Slot(key, what.getClass(), back);
            listeners.forEach(dispatcher -> dispatcher.tell(slot, occurrence));
        }
    }

    /** Adds a listener for events from now on. A close of the subscription drops undelivered events. */
    synchronized Subscription listen(Consumer<Occurrence> listener) {
        ListenerDispatcher<Occurrence> dispatcher =
                new ListenerDispatcher<>("orka-events", listener, listeners::remove);
        if (closed) {
            dispatcher.drop();
        } else {
            listeners.add(dispatcher);
        }
        return dispatcher::drop;
    }

    /** Removes all listeners. */
    @Override
    public synchronized void close() {
        closed = true;
        listeners.forEach(ListenerDispatcher::drop);
    }
}
