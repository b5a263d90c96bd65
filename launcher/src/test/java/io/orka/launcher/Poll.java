package io.orka.launcher;

import java.util.concurrent.locks.LockSupport;

/** Pauses a test between two checks of a condition. */
final class Poll {

    private static final long PAUSE_NANOS = 1_000_000;

    private Poll() {}

    /** Pauses for a moment; fails a test that was interrupted, such as at its timeout. */
    static void again() {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.interrupted()) {
            throw new AssertionError("the test was interrupted while it waited");
        }
    }
}
