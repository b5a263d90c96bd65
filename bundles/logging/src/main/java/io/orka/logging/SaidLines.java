package io.orka.logging;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Formats log events as lines of a plugin's log: {@code WARN [thread] logger message}, followed by the stack trace.
 * Each part is limited to the maximum length of a printed line, and each stack trace to a thousand lines.
 */
final class SaidLines {

    private static final int MOST_LINES = 1000;

    private SaidLines() {}

    /** Writes an event. Must run on the logging thread. */
    static void write(
            PluginLog log, Level level, String thread, String logger, String text, @Nullable Throwable thrown) {
        log.line(level.name(), "[" + part(thread) + "] " + part(logger) + " " + part(text));
        if (thrown != null) {
            trace(thrown, line -> log.line(level.name(), "\t" + line));
        }
    }

    /** Cuts a text to the maximum length of a line. */
    static String cut(String text) {
        if (text.length() <= PrintedLines.LONGEST) {
            return text;
        }
        int most = PrintedLines.LONGEST - (Character.isHighSurrogate(text.charAt(PrintedLines.LONGEST - 1)) ? 1 : 0);
        return text.substring(0, most) + "...";
    }

    private static String part(String text) {
        return cut(text).stripTrailing().replaceAll("[\\r\\n]+", " | "); // the log escapes other characters
    }

    /** Writes a stack trace. Methods of an exception may run the plugin's code. */
    private static void trace(Throwable thrown, Consumer<String> lines) {
        Trace trace = new Trace(lines);
        try {
            thrown.printStackTrace(new PrintWriter(trace));
            trace.endLine();
        } catch (RuntimeException | StackOverflowError e) {
            lines.accept(thrown.getClass().getName() + ", whose message cannot be read: "
                    + e.getClass().getName());
        }
    }

    /** Passes on complete lines, and buffers at most one line. */
    private static final class Trace extends Writer {

        private final Consumer<String> lines;
        private final StringBuilder line = new StringBuilder();
        private int left = MOST_LINES;

        Trace(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            for (int i = offset; i < offset + length && left > 0; i++) {
                if (text[i] == '\n') {
                    hand();
                } else if (text[i] != '\r' && line.length() <= PrintedLines.LONGEST) {
                    line.append(text[i]);
                }
            }
        }

        void endLine() {
            if (!line.isEmpty()) {
                hand();
            }
        }

        private void hand() {
            left--;
            lines.accept(left > 0 ? cut(line.toString()) : "... and so on");
            line.setLength(0);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
