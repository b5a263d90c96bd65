package io.orka.logging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;

/** The listeners of the OSGi Log service. The listeners are called on the logging thread. */
final class LogListeners {

    private final List<Owned> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong sequence = new AtomicLong();

    /** A listener is called once per entry, even if it is registered more than once. */
    private record Owned(Bundle bundle, LogListener listener) {}

    void add(Bundle bundle, LogListener listener) {
        if (listeners.stream().noneMatch(each -> each.listener == listener)) {
            listeners.add(new Owned(bundle, listener));
        }
    }

    void remove(LogListener listener) {
        listeners.removeIf(each -> each.listener == listener);
    }

    void removeAll(Bundle bundle) {
        listeners.removeIf(each -> each.bundle == bundle);
    }

    /**
     * Calls the listeners. An exception of a listener does not affect other listeners or the logging code. The
     * exception is logged, but not passed to listeners.
     */
    void tell(LongFunction<LogEntry> said) {
        if (listeners.isEmpty()) {
            return;
        }
        LogEntry entry = said.apply(sequence.incrementAndGet());
        for (Owned each : listeners) {
            try {
                each.listener.logged(entry);
            } catch (RuntimeException | LinkageError e) {
                TaggedLogger.of(Callers.name(each.bundle), "LogListener").error("A log listener threw an exception", e);
            }
        }
    }
}
