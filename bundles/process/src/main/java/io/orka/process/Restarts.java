package io.orka.process;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Determines the delays before restarts of a process. The first restart is immediate, and later delays increase. The
 * delays are reset after the process has been ready for ten seconds.
 *
 * <p>Not safe for use by multiple threads.
 */
final class Restarts {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GOOD_TIME = Duration.ofSeconds(10);

    private int inARow;
    private String how = "";
    private List<String> lastLines = List.of();
    private Instant at = Instant.EPOCH;
    private @Nullable Instant next;

    /**
     * Records one end of the process.
     *
     * @param served the time for which the process had been ready; zero if it was never ready
     * @param ended a description of the end, in one line
     * @param words the last lines of the process's standard error
     * @return the delay before the next start
     */
    Duration after(Duration served, String ended, List<String> words) {
        inARow = served.compareTo(GOOD_TIME) >= 0 ? 1 : inARow + 1;
        how = ended;
        lastLines = words;
        at = Instant.now();
        Duration pause = pause();
        next = at.plus(pause);
        return pause;
    }

    private Duration pause() {
        if (inARow == 1) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_PAUSE;
        for (int i = 2; i < inARow && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Ends the delay. */
    void begin() {
        next = null;
    }

    int inARow() {
        return inARow;
    }

    /**
     * Reports the crashes so far; empty without a crash, or when the process has been ready for ten seconds.
     *
     * @param served the time for which the current process has been ready, or {@code null} when no process is ready
     * @param log the file with the output of the process
     */
    Optional<CrashReport> crashReport(@Nullable Duration served, Path log) {
        if (inARow == 0 || (served != null && served.compareTo(GOOD_TIME) >= 0)) {
            return Optional.empty();
        }
        return Optional.of(new CrashReport(
                ProcessFailure.endsAgainAndAgain(inARow, how, log), inARow, served != null, at, next, lastLines));
    }
}
