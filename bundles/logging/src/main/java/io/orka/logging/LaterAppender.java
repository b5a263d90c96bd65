package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is logged until it is known where it goes, and passes it on from then on. Safe for use by many threads. */
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

    /** Hands over what was kept, first; the targets are stopped with this. */
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
