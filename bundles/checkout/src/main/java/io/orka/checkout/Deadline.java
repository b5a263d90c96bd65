package io.orka.checkout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A deadline, measured by the monotonic clock.
 *
 * @param length the original timeout
 * @param end the deadline, by {@link System#nanoTime()}
 */
record Deadline(Duration length, long end) {

    Deadline {
        requireNonNull(length, "length is null");
    }

    static Deadline in(Duration length) {
        return new Deadline(length, System.nanoTime() + length.toNanos());
    }

    /** Returns the time left, at least one millisecond, since zero means no timeout for sockets. */
    int millisLeft() {
        long millis = (end - System.nanoTime()) / 1_000_000;
        return (int) Math.min(Integer.MAX_VALUE / 2, Math.max(1, millis));
    }
}
