package io.orka.logging;

import java.util.Arrays;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.helpers.NOPLogger;

/** What is logged by {@code java.util.logging}, and so by {@code System.Logger}. Named by {@link JulConfiguration}. */
public final class JulLines extends SLF4JBridgeHandler {

    /** What a stack takes, more or less. */
    private static final int STACK = 4096;

    private static volatile @Nullable JulLines current;

    /** For {@code java.util.logging}. */
    public JulLines() {
        current = this;
    }

    /**
     * Puts it back where a bundle has taken it away: libraries that lead {@code java.util.logging} elsewhere do so for the
     * whole JVM, and leave nothing when they end.
     */
    static void putBack() {
        java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
        @Nullable JulLines handler = current;
        if (handler != null && !Arrays.asList(root.getHandlers()).contains(handler)) {
            root.addHandler(handler);
        }
    }

    /** Asked once for each record, in the thread that logs; so here a plugin's own log gets it, too. */
    @Override
    protected Logger getSLF4JLogger(LogRecord record) {
        @Nullable Speaker speaker = Callers.nearest();
        if (speaker != null && speaker.log() != null) {
            JulRecords.write(speaker.log(), record);
        }
        if (speaker != null && speaker.isPlugin() && !StandardStreams.takes(speaker, length(record))) {
            return NOPLogger.NOP_LOGGER;
        }
        return TaggedLogger.of(speaker == null ? null : speaker.name(), JulRecords.logger(record));
    }

    private static int length(LogRecord record) {
        int text = record.getMessage() == null ? 0 : record.getMessage().length();
        return record.getThrown() == null ? text : text + STACK;
    }
}
