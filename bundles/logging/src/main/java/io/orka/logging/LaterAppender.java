package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/** Buffers log events until the targets are known, and then passes the events on. Safe for use by multiple threads. */
final class LaterAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    @GuardedBy("this")
    private final List<ILoggingEvent> kept = new ArrayList<>();

    private volatile List<Appender<ILoggingEvent>> targets = List.of();

    @Override
    protected void append(ILoggingEvent event) {
        if (targets.isEmpty() && isKept(event)) {
            return;
        }
        targets.forEach(target -> target.doAppend(event));
    }

    private synchronized boolean isKept(ILoggingEvent event) {
        if (!targets.isEmpty()) {
            return false;
        }
        event.prepareForDeferredProcessing();
        return kept.add(event);
    }

    /**
     * Passes the buffered events to the targets, and then all later events. The targets are stopped with this appender.
     */
    synchronized void leadTo(List<Appender<ILoggingEvent>> appenders) {
        kept.forEach(event -> appenders.forEach(target -> target.doAppend(event)));
        kept.clear();
        targets = List.copyOf(appenders);
    }

    @Override
    public void stop() {
        super.stop();
        targets.forEach(Appender::stop);
    }
}
