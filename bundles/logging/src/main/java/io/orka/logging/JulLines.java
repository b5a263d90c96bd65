package io.orka.logging;

import java.util.Arrays;
import java.util.Objects;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

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

    /** In the thread that logs. What plugins log is formatted once, for their own log as well, and cut. */
    @Override
    public void publish(@Nullable LogRecord record) {
        if (record == null) {
            return;
        }
        Speaker speaker = Objects.requireNonNullElse(Callers.nearest(), Speaker.HOST);
        String text = speaker.isPlugin() ? SaidLines.cut(JulRecords.text(record)) : JulRecords.text(record);
        if (speaker.log() != null) {
            JulRecords.write(speaker.log(), record, text);
        }
        if (speaker.isPlugin()
                && !StandardStreams.takes(speaker, text.length() + (record.getThrown() == null ? 0 : STACK))) {
            return;
        }
        LogRecord said = new LogRecord(record.getLevel(), text);
        said.setThrown(record.getThrown());
        callPlainSLF4JLogger(TaggedLogger.of(speaker.tag(), JulRecords.logger(record)), said);
    }
}
