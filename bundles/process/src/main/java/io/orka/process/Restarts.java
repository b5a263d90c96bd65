package io.orka.process;

import java.time.Duration;

/** When a process that ended is started again: at once, then later and later, and at once again after ten good seconds. */
final class Restarts {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GOOD_TIME = Duration.ofSeconds(10);

    private int inARow;

    /**
     * Counts one end.
     *
     * @param served how long the process had been ready; zero for one that never was
     * @return how long to wait before the next start
     */
    Duration after(Duration served) {
        inARow = served.compareTo(GOOD_TIME) >= 0 ? 1 : inARow + 1;
        if (inARow == 1) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_PAUSE;
        for (int i = 2; i < inARow && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    int inARow() {
        return inARow;
    }
}
