package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a process ended.
 *
 * @param how such as {@code it was killed by signal 9}
 * @param words its last output; empty if it was killed from outside, since its output then does not explain the end
 */
record ExitReason(String how, LastWords words) {

    private static final int SIGNAL = 128;

    /** Signals caused by the process itself: its last output may explain them. */
    private static final Set<Integer> OWN_SIGNALS = Set.of(3, 4, 5, 6, 7, 8, 11, 31);

    ExitReason {
        requireNonNull(how, "how is null");
        requireNonNull(words, "words is null");
    }

    /**
     * Determines the reason.
     *
     * @param reason the reason why the host killed the process, or {@code null} when the host did not
     * @param limit its memory limit, or {@code null}; added when the output mentions memory
     */
    static ExitReason of(@Nullable String reason, int exitCode, LastWords words, @Nullable MemoryLimit limit) {
        if (reason != null) {
            return new ExitReason("the host ended it: " + reason, LastWords.NONE);
        }
        String said = words.line();
        return limit != null && said != null && said.contains("memory")
                ? new ExitReason(words(exitCode) + " (its 'memory' is " + limit.text() + ")", words)
                : byItself(exitCode, words);
    }

    /** The process exited, or was killed by a signal that the host did not send. */
    static ExitReason byItself(int exitCode, LastWords words) {
        boolean maySay = exitCode <= SIGNAL || OWN_SIGNALS.contains(exitCode - SIGNAL);
        return new ExitReason(words(exitCode), maySay ? words : new LastWords(List.of(), null, words.lines()));
    }

    private static String words(int exitCode) {
        return exitCode > SIGNAL ? "it was killed by signal " + (exitCode - SIGNAL) : "it exited with code " + exitCode;
    }

    /** One line, with the line of its output that best explains the end. */
    String line() {
        String said = words.line();
        return said == null ? how : how + "; its last output: " + said;
    }

    /** The last lines of its output, oldest first. */
    List<String> lastLines() {
        return words.all();
    }

    /** All last lines, as the cause of an exception; {@code null} when there are none. */
    @Nullable
    RemoteStack stack() {
        return words.all().isEmpty()
                ? null
                : new RemoteStack("the last lines of its standard error:\n" + String.join("\n", words.all()));
    }
}
