package io.orka.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats durations. */
final class Times {

    private Times() {}

    /** Formats a duration: {@code 13 ms}, {@code 1.2 s}, {@code 3m 20s}. */
    static String took(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        return time.toMinutes() < 1
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : time.toMinutes() + "m " + time.toSecondsPart() + "s";
    }

    /** Formats a time and its age. */
    static String since(Instant begin, Instant now) {
        return begin.truncatedTo(ChronoUnit.SECONDS) + " (" + age(Duration.between(begin, now)) + ")";
    }

    /** Formats an age, in its largest unit: {@code 12s}, {@code 3m}, {@code 2h}, {@code 5d}. */
    static String age(Duration time) {
        if (time.toMinutes() < 1) {
            return Math.max(0, time.toSeconds()) + "s";
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + "m";
        }
        return time.toDays() < 2 ? time.toHours() + "h" : time.toDays() + "d";
    }
}
