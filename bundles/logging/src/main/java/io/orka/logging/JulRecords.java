package io.orka.logging;

import java.util.Objects;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.event.Level;

/** Writes records of {@code java.util.logging} to a plugin's own log. */
final class JulRecords {

    private static final String NAMELESS = "anonymous";

    /** Used only to format the arguments of a message. */
    private static final Formatter FORMATTER = new SimpleFormatter();

    private JulRecords() {}

    /**
     * Writes a record. Must run on the logging thread.
     *
     * @param text the message of the record
     */
    static void write(PluginLog log, LogRecord record, String text) {
        SaidLines.write(
                log,
                level(record.getLevel().intValue()),
                Thread.currentThread().getName(),
                logger(record),
                text,
                record.getThrown());
    }

    /** Returns the formatted message of a record. */
    static String text(LogRecord record) {
        return String.valueOf(FORMATTER.formatMessage(record));
    }

    static String logger(LogRecord record) {
        return Objects.requireNonNullElse(record.getLoggerName(), NAMELESS);
    }

    private static Level level(int value) {
        if (value >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        if (value >= java.util.logging.Level.WARNING.intValue()) {
            return Level.WARN;
        }
        if (value >= java.util.logging.Level.INFO.intValue()) {
            return Level.INFO;
        }
        return value >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
    }
}
