package io.orka.launcher;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is logged until it is known where it goes, and passes it on from then on. */
final class LaterAppender extends AppenderBase<ILoggingEvent> {

    private final List<ILoggingEvent> kept = new ArrayList<>();
    private List<Appender<ILoggingEvent>> targets = List.of();

    @Override
    protected void append(ILoggingEvent event) { // under this object's lock, says the base class
        if (targets.isEmpty()) {
            event.prepareForDeferredProcessing();
            kept.add(event);
        } else {
            targets.forEach(target -> target.doAppend(event));
        }
    }

    /** Hands over what was kept; the targets are stopped with this. */
    synchronized void leadTo(List<Appender<ILoggingEvent>> appenders) {
        targets = List.copyOf(appenders);
        kept.forEach(this::append);
        kept.clear();
    }

    @Override
    public synchronized void stop() {
        super.stop();
        targets.forEach(Appender::stop);
    }
}
