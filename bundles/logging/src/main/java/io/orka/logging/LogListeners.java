package io.orka.logging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;

/** Who wants to hear of what is said by the OSGi Log service. They are told in the thread that says it. */
final class LogListeners {

    private final List<Owned> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong sequence = new AtomicLong();

    /** A listener is told once, whoever registers it how often. */
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

    /** One that throws takes nothing from the others, nor from who speaks; it is told of, but not to listeners. */
    void tell(LongFunction<LogEntry> said) {
        if (listeners.isEmpty()) {
            return;
        }
        LogEntry entry = said.apply(sequence.incrementAndGet());
        for (Owned each : listeners) {
            try {
                each.listener.logged(entry);
            } catch (RuntimeException | LinkageError e) {
                TaggedLogger.of(Callers.name(each.bundle), "LogListener").error("A listener of the log threw", e);
            }
        }
    }
}
