package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that ended by itself, and whose successor has not proved itself yet.
 *
 * @param failure how often it ended in a row, how, and what to do
 * @param times how often in a row
 * @param serves whether calls reach a process now
 * @param at when the last one ended
 * @param next when the next one is started; {@code null} when one is there or being started
 * @param lastLines the last lines of standard error, the oldest first
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
