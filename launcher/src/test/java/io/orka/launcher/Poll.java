package io.orka.launcher;

import java.util.concurrent.locks.LockSupport;

/** Between two looks of a test at what is to come true. */
final class Poll {

    private static final long PAUSE_NANOS = 1_000_000;

    private Poll() {}

    /** Leaves the processor to what the test waits for; fails a test that has no time left. */
    static void again() {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.interrupted()) {
            throw new AssertionError("the test was interrupted while it waited");
        }
    }
}
