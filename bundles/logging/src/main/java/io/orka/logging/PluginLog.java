package io.orka.logging;

/** The log of one plugin. Writing to the log never waits for a disk. */
@FunctionalInterface
public interface PluginLog {

    /**
     * Keeps one line, or drops and counts it if the limit is reached.
     *
     * @param source the stream of the line, {@code out} or {@code err}, or the level of the log entry
     * @param text the output; the log escapes characters that control a terminal or end the line
     */
    void line(String source, String text);
}
