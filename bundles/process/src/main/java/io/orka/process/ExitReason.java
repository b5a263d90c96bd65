package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a process ended.
 *
 * @param how a phrase such as {@code it was killed by signal 9}
 * @param words the last output of the process; empty if the process was killed from outside, since the output then does
 *     not explain the end
 */
record ExitReason(String how, LastWords words) {

    private static final int SIGNAL = 128;

    /** Signals that the process itself causes. The last output of the process may explain such a signal. */
    private static final Set<Integer> OWN_SIGNALS = Set.of(3, 4, 5, 6, 7, 8, 11, 31);

    ExitReason {
        requireNonNull(how, "how is null");
        requireNonNull(words, "words is null");
    }

    /**
     * Determines the reason.
     *
     * @param reason the reason why the host killed the process, or {@code null} when the host did not
     * @param limit the memory limit of the process, or {@code null}; added when the output mentions memory
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

    /** Determines the reason if the process exited, or was killed by a signal that the host did not send. */
    static ExitReason byItself(int exitCode, LastWords words) {
        boolean maySay = exitCode <= SIGNAL || OWN_SIGNALS.contains(exitCode - SIGNAL);
        return new ExitReason(words(exitCode), maySay ? words : new LastWords(List.of(), null, words.lines()));
    }

    private static String words(int exitCode) {
        return exitCode > SIGNAL ? "it was killed by signal " + (exitCode - SIGNAL) : "it exited with code " + exitCode;
    }

    /** Returns the reason in one line, with the line of output that best explains the end. */
    String line() {
        String said = words.line();
        return said == null ? how : how + "; its last output: " + said;
    }

    /** Returns the last lines of output, oldest first. */
    List<String> lastLines() {
        return words.all();
    }

    /** Returns the last lines of output as the cause of an exception; {@code null} when there are no lines. */
    @Nullable
    RemoteStack stack() {
        return words.all().isEmpty()
                ? null
                : new RemoteStack("the last lines of its standard error:\n" + String.join("\n", words.all()));
    }
}
