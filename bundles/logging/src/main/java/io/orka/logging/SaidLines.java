package io.orka.logging;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What was logged, as lines of a plugin's own log: {@code WARN [thread] logger what is said}, and a stack below. No part
 * is longer than a line that is printed may be, and no stack longer than a thousand lines.
 */
final class SaidLines {

    private static final int MOST_LINES = 1000;

    private SaidLines() {}

    /** In the thread that says it. */
    static void write(
            PluginLog log, Level level, String thread, String logger, String text, @Nullable Throwable thrown) {
        log.line(level.name(), "[" + part(thread) + "] " + part(logger) + " " + part(text));
        if (thrown != null) {
            trace(thrown, line -> log.line(level.name(), "\t" + line));
        }
    }

    /** As much of it as a line has. */
    static String cut(String text) {
        if (text.length() <= PrintedLines.LONGEST) {
            return text;
        }
        int most = PrintedLines.LONGEST - (Character.isHighSurrogate(text.charAt(PrintedLines.LONGEST - 1)) ? 1 : 0);
        return text.substring(0, most) + "...";
    }

    private static String part(String text) {
        return cut(text).stripTrailing().replaceAll("[\\r\\n]+", " | "); // the log escapes the rest
    }

    /** Exceptions are the plugin's code as well. */
    private static void trace(Throwable thrown, Consumer<String> lines) {
        Trace trace = new Trace(lines);
        try {
            thrown.printStackTrace(new PrintWriter(trace));
            trace.endLine();
        } catch (RuntimeException | StackOverflowError e) {
            lines.accept(thrown.getClass().getName() + ", which cannot be shown: "
                    + e.getClass().getName());
        }
    }

    /** Hands on lines as they end, and keeps no more of them than one. */
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
