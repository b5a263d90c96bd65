package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of a plugin's process that crashed and whose next process is not stable yet.
 *
 * @param failure a failure with the number of crashes in a row, the reason of the last crash, and the remedy
 * @param times the number of crashes in a row
 * @param serves whether a process accepts calls now
 * @param at the time of the last crash
 * @param next the start time of the next process; {@code null} when a process is running or being started
 * @param lastLines the last lines of standard error, oldest first
 */
public record CrashReport(
        ProcessFailure failure,
        int times,
        boolean serves,
        Instant at,
        @Nullable Instant next,
        List<String> lastLines) {

    /** Checks that no required value is null. */
    public CrashReport {
        requireNonNull(failure, "failure is null");
        requireNonNull(at, "at is null");
        lastLines = List.copyOf(lastLines);
    }
}
