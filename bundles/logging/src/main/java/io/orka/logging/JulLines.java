package io.orka.logging;

import java.util.Arrays;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What is logged by {@code java.util.logging}, and so by {@code System.Logger}. Named by {@link JulConfiguration}. */
public final class JulLines extends SLF4JBridgeHandler {

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
        return TaggedLogger.of(speaker == null ? null : speaker.name(), JulRecords.logger(record));
    }
}
