package io.orka.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.util.CachingDateFormatter;
import java.util.Objects;

/**
 * Lines of the log file: {@code 2026-11-27T12:30:00.000+01:00 WARN [com.example.engine] [thread] logger message}. The
 * bundle's name comes before all parts that a bundle can choose, so that no bundle can fake the name.
 */
final class FileLines extends LayoutBase<ILoggingEvent> {

    private static final String HOST = "orka";
    private static final int LEVEL_WIDTH = 6;
    private static final int LOGGER_WIDTH = 20;

    private final CachingDateFormatter time = new CachingDateFormatter("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    private final TargetLengthBasedClassNameAbbreviator abbreviator =
            new TargetLengthBasedClassNameAbbreviator(LOGGER_WIDTH);

    @Override
    public String doLayout(ILoggingEvent event) {
        return time.format(event.getTimeStamp())
                + ' '
                + padded(event.getLevel())
                + "["
                + Printable.line(Objects.requireNonNullElse(Tag.of(event), HOST))
                + "] ["
                + Printable.line(event.getThreadName())
                + "] "
                + Printable.line(abbreviator.abbreviate(event.getLoggerName()))
                + ' '
                + Printable.message(event)
                + '\n'
                + Printable.trace(event.getThrowableProxy());
    }

    static String padded(Level level) {
        return level.levelStr + " ".repeat(LEVEL_WIDTH - level.levelStr.length());
    }
}
