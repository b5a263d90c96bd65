package io.orka.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What was logged, as lines of a plugin's own log: {@code WARN [thread] logger what is said}, and a stack below. */
final class SaidLines {

    private SaidLines() {}

    /** In the thread that says it. */
    static void write(
            PluginLog log, Level level, String thread, String logger, String text, @Nullable Throwable thrown) {
        log.line(
                level.name(),
                "[" + Printable.line(thread) + "] " + Printable.line(logger) + " " + Printable.line(text));
        if (thrown != null) {
            trace(thrown).lines().forEach(line -> log.line(level.name(), "\t" + line));
        }
    }

    /** Exceptions are the plugin's code as well. */
    private static String trace(Throwable thrown) {
        try {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        } catch (RuntimeException | StackOverflowError e) {
            return thrown.getClass().getName() + ", which cannot be shown: "
                    + e.getClass().getName();
        }
    }
}
