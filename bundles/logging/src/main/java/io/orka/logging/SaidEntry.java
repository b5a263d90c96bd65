package io.orka.logging;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogService;

/** An entry of the OSGi Log service, for its listeners. */
record SaidEntry(
        Bundle getBundle,
        String getLoggerName,
        LogLevel getLogLevel,
        String getMessage,
        @Nullable ServiceReference<?> getServiceReference,
        @Nullable Throwable getException,
        long getSequence,
        long getTime,
        String getThreadInfo)
        implements LogEntry {

    static SaidEntry now(
            Bundle bundle,
            String name,
            LogLevel level,
            String message,
            @Nullable ServiceReference<?> service,
            @Nullable Throwable thrown,
            long sequence) {
        return new SaidEntry(
                bundle,
                name,
                level,
                message,
                service,
                thrown,
                sequence,
                System.currentTimeMillis(),
                Thread.currentThread().getName());
    }

    @Override
    @Deprecated
    public int getLevel() {
        return switch (getLogLevel) {
            case AUDIT, ERROR -> LogService.LOG_ERROR;
            case WARN -> LogService.LOG_WARNING;
            case INFO -> LogService.LOG_INFO;
            case DEBUG, TRACE -> LogService.LOG_DEBUG;
        };
    }

    @Override
    public @Nullable StackTraceElement getLocation() {
        return null;
    }
}
