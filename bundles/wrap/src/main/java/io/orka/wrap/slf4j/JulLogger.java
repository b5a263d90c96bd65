package io.orka.wrap.slf4j;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MarkerIgnoringBase;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LocationAwareLogger;

/**
 * An SLF4J logger that delegates to {@code java.util.logging} and ignores markers. This logger drops records that a
 * bridge such as {@code jul-to-slf4j} passes from {@code java.util.logging} to SLF4J, since these records would loop
 * forever. The bridge is recognized by the caller class that it reports.
 */
@SuppressWarnings({"deprecation", "serial"}) // SLF4J before 2.0 also has this base class
final class JulLogger extends MarkerIgnoringBase implements LocationAwareLogger {

    private static final String FROM_JUL = "java.util.logging.Logger";

    private final transient Logger jul;

    JulLogger(String name) {
        this.name = name;
        this.jul = Logger.getLogger(name);
    }

    private void format(Level level, String format, @Nullable Object... arguments) {
        if (jul.isLoggable(level)) {
            FormattingTuple text = MessageFormatter.arrayFormat(format, arguments);
            log(level, text.getMessage(), text.getThrowable());
        }
    }

    private void log(Level level, @Nullable String message, @Nullable Throwable thrown) {
        if (jul.isLoggable(level)) {
            LogRecord record = new LogRecord(level, message);
            record.setLoggerName(name);
            record.setSourceClassName(name); // otherwise the JDK would report this class as the caller
            record.setSourceMethodName(null);
            record.setThrown(thrown);
            jul.log(record);
        }
    }

    @Override
    public void log(
            @Nullable Marker marker,
            @Nullable String caller,
            int level,
            @Nullable String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (FROM_JUL.equals(caller) || !jul.isLoggable(level(level))) {
            return;
        }
        FormattingTuple text = MessageFormatter.arrayFormat(message, arguments);
        log(level(level), text.getMessage(), thrown == null ? text.getThrowable() : thrown);
    }

    private static Level level(int level) {
        if (level >= ERROR_INT) {
            return Level.SEVERE;
        }
        if (level >= WARN_INT) {
            return Level.WARNING;
        }
        if (level >= INFO_INT) {
            return Level.INFO;
        }
        return level >= DEBUG_INT ? Level.FINE : Level.FINEST;
    }

    @Override
    public boolean isTraceEnabled() {
        return jul.isLoggable(Level.FINEST);
    }

    @Override
    public void trace(String message) {
        log(Level.FINEST, message, null);
    }

    @Override
    public void trace(String format, @Nullable Object argument) {
        format(Level.FINEST, format, argument);
    }

    @Override
    public void trace(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.FINEST, format, first, second);
    }

    @Override
    public void trace(String format, @Nullable Object... arguments) {
        format(Level.FINEST, format, arguments);
    }

    @Override
    public void trace(String message, @Nullable Throwable thrown) {
        log(Level.FINEST, message, thrown);
    }

    @Override
    public boolean isDebugEnabled() {
        return jul.isLoggable(Level.FINE);
    }

    @Override
    public void debug(String message) {
        log(Level.FINE, message, null);
    }

    @Override
    public void debug(String format, @Nullable Object argument) {
        format(Level.FINE, format, argument);
    }

    @Override
    public void debug(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.FINE, format, first, second);
    }

    @Override
    public void debug(String format, @Nullable Object... arguments) {
        format(Level.FINE, format, arguments);
    }

    @Override
    public void debug(String message, @Nullable Throwable thrown) {
        log(Level.FINE, message, thrown);
    }

    @Override
    public boolean isInfoEnabled() {
        return jul.isLoggable(Level.INFO);
    }

    @Override
    public void info(String message) {
        log(Level.INFO, message, null);
    }

    @Override
    public void info(String format, @Nullable Object argument) {
        format(Level.INFO, format, argument);
    }

    @Override
    public void info(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.INFO, format, first, second);
    }

    @Override
    public void info(String format, @Nullable Object... arguments) {
        format(Level.INFO, format, arguments);
    }

    @Override
    public void info(String message, @Nullable Throwable thrown) {
        log(Level.INFO, message, thrown);
    }

    @Override
    public boolean isWarnEnabled() {
        return jul.isLoggable(Level.WARNING);
    }

    @Override
    public void warn(String message) {
        log(Level.WARNING, message, null);
    }

    @Override
    public void warn(String format, @Nullable Object argument) {
        format(Level.WARNING, format, argument);
    }

    @Override
    public void warn(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.WARNING, format, first, second);
    }

    @Override
    public void warn(String format, @Nullable Object... arguments) {
        format(Level.WARNING, format, arguments);
    }

    @Override
    public void warn(String message, @Nullable Throwable thrown) {
        log(Level.WARNING, message, thrown);
    }

    @Override
    public boolean isErrorEnabled() {
        return jul.isLoggable(Level.SEVERE);
    }

    @Override
    public void error(String message) {
        log(Level.SEVERE, message, null);
    }

    @Override
    public void error(String format, @Nullable Object argument) {
        format(Level.SEVERE, format, argument);
    }

    @Override
    public void error(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.SEVERE, format, first, second);
    }

    @Override
    public void error(String format, @Nullable Object... arguments) {
        format(Level.SEVERE, format, arguments);
    }

    @Override
    public void error(String message, @Nullable Throwable thrown) {
        log(Level.SEVERE, message, thrown);
    }
}
