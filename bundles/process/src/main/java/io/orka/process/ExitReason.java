package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process.
 *
 * @param how such as {@code it was killed by signal 9}
 * @param words what it said; nothing where somebody else ended it, since that is about something else
 */
record ExitReason(String how, LastWords words) {

    private static final int SIGNAL = 128;

    /** After these a process may have said why: they come of what it did itself. */
    private static final Set<Integer> OWN_SIGNALS = Set.of(3, 4, 5, 6, 7, 8, 11, 31);

    ExitReason {
        requireNonNull(how, "how is null");
        requireNonNull(words, "words is null");
    }

    /**
     * The end of a process.
     *
     * @param reason for which the host has ended it, or {@code null} when it was not the host
     * @param limit of its memory, which explains the words of one that met it
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

    /** One that ended by itself, or by somebody else's signal. */
    static ExitReason byItself(int exitCode, LastWords words) {
        boolean maySay = exitCode <= SIGNAL || OWN_SIGNALS.contains(exitCode - SIGNAL);
        return new ExitReason(words(exitCode), maySay ? words : new LastWords(List.of(), null, words.lines()));
    }

    private static String words(int exitCode) {
        return exitCode > SIGNAL ? "it was killed by signal " + (exitCode - SIGNAL) : "it exited with code " + exitCode;
    }

    /** In one line, with what it said that tells most. */
    String line() {
        String said = words.line();
        return said == null ? how : how + "; it said: " + said;
    }

    /** What it said last, the oldest line first. */
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
