package io.orka.logging;

import java.util.Objects;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What is logged by {@code java.util.logging}, and so by {@code System.Logger}. Named by {@link JulConfiguration}. */
public final class JulLines extends SLF4JBridgeHandler {

    /** For {@code java.util.logging}. */
    public JulLines() {}

    @Override
    protected Logger getSLF4JLogger(LogRecord record) {
        return TaggedLogger.of(Callers.nearest(), Objects.requireNonNullElse(record.getLoggerName(), "anonymous"));
    }
}
