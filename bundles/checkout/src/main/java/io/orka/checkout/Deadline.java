package io.orka.checkout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A moment, told by the monotonic clock.
 *
 * @param length how long it was when it began
 * @param end the moment, as {@link System#nanoTime()} tells it
 */
record Deadline(Duration length, long end) {

    Deadline {
        requireNonNull(length, "length is null");
    }

    static Deadline in(Duration length) {
        return new Deadline(length, System.nanoTime() + length.toNanos());
    }

    /** At least one millisecond, since zero means "for ever" to sockets. */
    int millisLeft() {
        long millis = (end - System.nanoTime()) / 1_000_000;
        return (int) Math.min(Integer.MAX_VALUE / 2, Math.max(1, millis));
    }
}
