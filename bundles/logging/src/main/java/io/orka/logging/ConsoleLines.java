package io.orka.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.util.CachingDateFormatter;
import org.jspecify.annotations.Nullable;

/** Console lines: {@code 12:30:00 WARN  [com.example.engine] message}; lines of the host have no name. */
final class ConsoleLines extends LayoutBase<ILoggingEvent> {

    private final CachingDateFormatter time = new CachingDateFormatter("HH:mm:ss");

    @Override
    public String doLayout(ILoggingEvent event) {
        @Nullable String bundle = Tag.of(event);
        return time.format(event.getTimeStamp())
                + ' '
                + FileLines.padded(event.getLevel())
                + (bundle == null ? "" : "[" + Printable.line(bundle) + "] ")
                + Printable.message(event)
                + '\n';
    }
}
