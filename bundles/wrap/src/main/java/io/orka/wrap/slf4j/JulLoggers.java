package io.orka.wrap.slf4j;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/** Creates the loggers of one plugin. */
public final class JulLoggers implements ILoggerFactory {

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();

    /** Creates a factory without loggers. */
    public JulLoggers() {}

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, JulLogger::new);
    }
}
