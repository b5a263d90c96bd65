package io.orka.logging;

import java.util.Arrays;
import java.util.Objects;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** A handler for {@code java.util.logging} and {@code System.Logger}, configured by {@link JulConfiguration}. */
public final class JulLines extends SLF4JBridgeHandler {

    /** The estimated size of a stack trace. */
    private static final int STACK = 4096;

    private static volatile @Nullable JulLines current;

    /** Called by {@code java.util.logging}. */
    public JulLines() {
        current = this;
    }

    /**
     * Restores this handler after a bundle has removed it: libraries that redirect {@code java.util.logging} do so for
     * the whole JVM, and do not restore it when they end.
     */
    static void putBack() {
        java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
        @Nullable JulLines handler = current;
        if (handler != null && !Arrays.asList(root.getHandlers()).contains(handler)) {
            root.addHandler(handler);
        }
    }

    /** Logs a record on the logging thread. Records of plugins are formatted once, also for their own log, and cut. */
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
