package io.orka.logging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/** A logger of the OSGi Log service with the placeholders of SLF4J: <code>{}</code>. */
class OsgiLogger implements Logger {

    private final Bundle bundle;
    private final String name;
    private final LogListeners listeners;
    private final org.slf4j.Logger log;

    OsgiLogger(Bundle bundle, String name, LogListeners listeners) {
        this.bundle = bundle;
        this.name = name;
        this.listeners = listeners;
        String owner = Callers.name(bundle);
        // A bundle's root logger belongs to the bundle only.
        this.log = TaggedLogger.of(owner, name.equals(ROOT_LOGGER_NAME) ? owner : name);
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final boolean isTraceEnabled() {
        return log.isTraceEnabled();
    }

    @Override
    public final void trace(String message) {
        say(LogLevel.TRACE, message, null, null);
    }

    @Override
    public final void trace(String format, @Nullable Object argument) {
        sayFormatted(LogLevel.TRACE, format, argument);
    }

    @Override
    public final void trace(String format, @Nullable Object first, @Nullable Object second) {
        sayFormatted(LogLevel.TRACE, format, first, second);
    }

    @Override
    public final void trace(String format, @Nullable Object... arguments) {
        sayFormatted(LogLevel.TRACE, format, arguments);
    }

    @Override
    public final <E extends Exception> void trace(LoggerConsumer<E> consumer) throws E {
        if (isTraceEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public final boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public final void debug(String message) {
        say(LogLevel.DEBUG, message, null, null);
    }

    @Override
    public final void debug(String format, @Nullable Object argument) {
        sayFormatted(LogLevel.DEBUG, format, argument);
    }

    @Override
    public final void debug(String format, @Nullable Object first, @Nullable Object second) {
        sayFormatted(LogLevel.DEBUG, format, first, second);
    }

    @Override
    public final void debug(String format, @Nullable Object... arguments) {
        sayFormatted(LogLevel.DEBUG, format, arguments);
    }

    @Override
    public final <E extends Exception> void debug(LoggerConsumer<E> consumer) throws E {
        if (isDebugEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public final boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public final void info(String message) {
        say(LogLevel.INFO, message, null, null);
    }

    @Override
    public final void info(String format, @Nullable Object argument) {
        sayFormatted(LogLevel.INFO, format, argument);
    }

    @Override
    public final void info(String format, @Nullable Object first, @Nullable Object second) {
        sayFormatted(LogLevel.INFO, format, first, second);
    }

    @Override
    public final void info(String format, @Nullable Object... arguments) {
        sayFormatted(LogLevel.INFO, format, arguments);
    }

    @Override
    public final <E extends Exception> void info(LoggerConsumer<E> consumer) throws E {
        if (isInfoEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public final boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public final void warn(String message) {
        say(LogLevel.WARN, message, null, null);
    }

    @Override
    public final void warn(String format, @Nullable Object argument) {
        sayFormatted(LogLevel.WARN, format, argument);
    }

    @Override
    public final void warn(String format, @Nullable Object first, @Nullable Object second) {
        sayFormatted(LogLevel.WARN, format, first, second);
    }

    @Override
    public final void warn(String format, @Nullable Object... arguments) {
        sayFormatted(LogLevel.WARN, format, arguments);
    }

    @Override
    public final <E extends Exception> void warn(LoggerConsumer<E> consumer) throws E {
        if (isWarnEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public final boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public final void error(String message) {
        say(LogLevel.ERROR, message, null, null);
    }

    @Override
    public final void error(String format, @Nullable Object argument) {
        sayFormatted(LogLevel.ERROR, format, argument);
    }

    @Override
    public final void error(String format, @Nullable Object first, @Nullable Object second) {
        sayFormatted(LogLevel.ERROR, format, first, second);
    }

    @Override
    public final void error(String format, @Nullable Object... arguments) {
        sayFormatted(LogLevel.ERROR, format, arguments);
    }

    @Override
    public final <E extends Exception> void error(LoggerConsumer<E> consumer) throws E {
        if (isErrorEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public final void audit(String message) {
        say(LogLevel.AUDIT, message, null, null);
    }

    @Override
    public final void audit(String format, @Nullable Object argument) {
        sayFormatted(LogLevel.AUDIT, format, argument);
    }

    @Override
    public final void audit(String format, @Nullable Object first, @Nullable Object second) {
        sayFormatted(LogLevel.AUDIT, format, first, second);
    }

    @Override
    public final void audit(String format, @Nullable Object... arguments) {
        sayFormatted(LogLevel.AUDIT, format, arguments);
    }

    /** Formats the arguments. */
    String format(String format, @Nullable Object... arguments) {
        return String.valueOf(MessageFormatter.basicArrayFormat(format, arguments));
    }

    /** Logs an entry and calls the listeners. */
    final void say(LogLevel level, String message, @Nullable ServiceReference<?> service, @Nullable Throwable thrown) {
        if (!log.isEnabledForLevel(level(level))) {
            return;
        }
        log.atLevel(level(level)).setCause(thrown).log(service == null ? message : message + " " + service);
        listeners.tell(sequence -> SaidEntry.now(bundle, name, level, message, service, thrown, sequence));
    }

    /**
     * Logs a formatted entry. By the specification, an exception or a service reference at the end of the arguments is
     * not used for a placeholder.
     */
    private void sayFormatted(LogLevel level, String format, @Nullable Object... arguments) {
        if (!log.isEnabledForLevel(level(level))) {
            return;
        }
        @Nullable Throwable thrown = null;
        @Nullable ServiceReference<?> service = null;
        int left = arguments.length;
        for (boolean more = true; more && left > 0; ) {
            @Nullable Object last = arguments[left - 1];
            if (thrown == null && last instanceof Throwable throwable) {
                thrown = throwable;
            } else if (service == null && last instanceof ServiceReference<?> reference) {
                service = reference;
            } else {
                more = false;
            }
            left -= more ? 1 : 0;
        }
        say(level, format(format, Arrays.copyOf(arguments, left)), service, thrown);
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case AUDIT, INFO -> Level.INFO;
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
