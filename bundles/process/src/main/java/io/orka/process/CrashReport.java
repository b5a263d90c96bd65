package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's process crashed, and the process started after it has not proved stable yet.
 *
 * @param failure how often the process crashed in a row, how it ended, and what to do
 * @param times how often it crashed in a row
 * @param serves whether a process takes calls now
 * @param at when the last crash was
 * @param next when the next process is started; {@code null} when one runs or is being started
 * @param lastLines the last lines of standard error, oldest first
 */
public record CrashReport(
        ProcessFailure failure,
        int times,
        boolean serves,
        Instant at,
        @Nullable Instant next,
        List<String> lastLines) {

    /** Checks that nothing required is missing. */
    public CrashReport {
        requireNonNull(failure, "failure is null");
        requireNonNull(at, "at is null");
        lastLines = List.copyOf(lastLines);
    }
}
