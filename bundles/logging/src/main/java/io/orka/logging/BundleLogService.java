package io.orka.logging;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;

/** The OSGi Log service of one bundle. */
final class BundleLogService implements LogService {

    private final Bundle bundle;
    private final LogListeners listeners;

    BundleLogService(Bundle bundle, LogListeners listeners) {
        this.bundle = bundle;
        this.listeners = listeners;
    }

    @Override
    public Logger getLogger(String name) {
        return getLogger(bundle, name, Logger.class);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type, Logger.class);
    }

    @Override
    public <L extends Logger> L getLogger(String name, Class<L> kind) {
        return getLogger(bundle, name, kind);
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> type, Class<L> kind) {
        @Nullable Bundle owner = FrameworkUtil.getBundle(type);
        return getLogger(owner == null ? bundle : owner, type.getName(), kind);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the specification does not define that kind of logger
     */
    @Override
    public <L extends Logger> L getLogger(Bundle owner, String name, Class<L> kind) {
        if (kind == FormatterLogger.class) {
            return kind.cast(new PrintfLogger(owner, name, listeners));
        }
        if (kind == Logger.class) {
            return kind.cast(new OsgiLogger(owner, name, listeners));
        }
        throw new IllegalArgumentException("unsupported kind of logger: " + kind);
    }

    @Override
    @Deprecated
    public void log(int level, String message) {
        log(null, level, message, null);
    }

    @Override
    @Deprecated
    public void log(int level, String message, @Nullable Throwable thrown) {
        log(null, level, message, thrown);
    }

    @Override
    @Deprecated
    public void log(@Nullable ServiceReference<?> service, int level, String message) {
        log(service, level, message, null);
    }

    @Override
    @Deprecated
    public void log(@Nullable ServiceReference<?> service, int level, String message, @Nullable Throwable thrown) {
        new OsgiLogger(bundle, "LogService", listeners).say(level(level), message, service, thrown);
    }

    @SuppressWarnings("deprecation") // the interface defines these levels
    private static LogLevel level(int level) {
        return switch (level) {
            case LOG_ERROR -> LogLevel.ERROR;
            case LOG_WARNING -> LogLevel.WARN;
            case LOG_INFO -> LogLevel.INFO;
            case LOG_DEBUG -> LogLevel.DEBUG;
            default -> LogLevel.TRACE;
        };
    }
}
