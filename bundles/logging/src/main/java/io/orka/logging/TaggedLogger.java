package io.orka.logging;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A logger whose lines have the name of a bundle. Messages are formatted on the caller's thread: {@code toString} of
 * the arguments runs before any lock of the log is taken, and no object of the bundle is retained.
 */
final class TaggedLogger extends LegacyAbstractLogger implements LoggingEventAware {

    private final transient Logger target;
    private final transient Tag tag;

    TaggedLogger(Logger target, String bundle) {
        this.target = target;
        this.tag = new Tag(bundle);
        this.name = target.getName();
    }

    /** Returns a logger of the bundle; without a bundle, a logger of the host. */
    static Logger of(@Nullable String bundle, String name) {
        Logger logger = LoggerFactory.getLogger(name);
        return bundle == null ? logger : new TaggedLogger(logger, bundle);
    }

    @Override
    public boolean isTraceEnabled() {
        return target.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return target.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return target.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return target.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return target.isErrorEnabled();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        log(level, marker == null ? List.of() : List.of(marker), List.of(), text(message, arguments), cause);
    }

    /** Logs an event of the fluent API. */
    @Override
    public void log(LoggingEvent event) {
        log(
                event.getLevel(),
                Objects.requireNonNullElse(event.getMarkers(), List.of()),
                Objects.requireNonNullElse(event.getKeyValuePairs(), List.of()),
                text(event.getMessage(), event.getArgumentArray()),
                event.getThrowable());
    }

    private void log(
            Level level, List<Marker> markers, List<KeyValuePair> pairs, String text, @Nullable Throwable cause) {
        try {
            line(level, markers, pairs).setCause(cause).log(text);
        } catch (RuntimeException e) { // thrown by a cause whose message cannot be read
            if (cause == null) {
                throw e;
            }
            line(level, markers, pairs)
                    .log(text + " (" + cause.getClass().getName() + ", whose message cannot be read: "
                            + e.getClass().getName() + ")");
        }
    }

    private LoggingEventBuilder line(Level level, List<Marker> markers, List<KeyValuePair> pairs) {
        LoggingEventBuilder line = target.makeLoggingEventBuilder(level).addKeyValue(Tag.KEY, tag);
        for (Marker marker : markers) {
            line = line.addMarker(marker);
        }
        for (KeyValuePair pair : pairs) {
            line = line.addKeyValue(pair.key, text("{}", new Object[] {pair.value}));
        }
        return line;
    }

    private static String text(@Nullable String message, Object @Nullable [] arguments) {
        return String.valueOf(MessageFormatter.basicArrayFormat(message, arguments));
    }
}
