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
record HowItEnded(String how, LastWords words) {

    private static final int SIGNAL = 128;

    /** After these a process may have said why: they come of what it did itself. */
    private static final Set<Integer> OWN_SIGNALS = Set.of(3, 4, 5, 6, 7, 8, 11, 31);

    HowItEnded {
        requireNonNull(how, "how is null");
        requireNonNull(words, "words is null");
    }

    /** One that the host has ended. */
    static HowItEnded byHost(String reason) {
        return new HowItEnded("the host ended it: " + reason, LastWords.NONE);
    }

    /** One that ended by itself, or by somebody else's signal. */
    static HowItEnded byItself(int exitCode, LastWords words) {
        int signal = exitCode - SIGNAL;
        if (signal <= 0) {
            return new HowItEnded("it exited with code " + exitCode, words);
        }
        return new HowItEnded(
                "it was killed by signal " + signal,
                OWN_SIGNALS.contains(signal) ? words : new LastWords(List.of(), null, words.lines()));
    }

    /** The same with more about it. */
    HowItEnded with(String hint) {
        return new HowItEnded(how + hint, words);
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
