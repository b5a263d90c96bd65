package io.orka.logging;

/** The log that a plugin has for itself. Whoever writes to it never waits for a disk. */
@FunctionalInterface
public interface PluginLog {

    /**
     * Keeps one line, or drops and counts it where there is no room.
     *
     * @param source the stream it was printed to, {@code out} or {@code err}, or the level it was logged with
     * @param text what was said; characters that control a terminal, or that end the line, are escaped by the log
     */
    void line(String source, String text);
}
