package io.orka.calls;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many calls may wait at the concurrency limit, and how long.
 *
 * @param size how many may wait, 1 or more
 * @param longestWait how long each of them may wait; positive
 */
public record QueueLimit(int size, Duration longestWait) {

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one of them is zero or less
     */
    public QueueLimit {
        if (size < 1) {
            throw new IllegalArgumentException("size must be 1 or more but is " + size);
        }
        if (requireNonNull(longestWait, "longestWait is null").isZero() || longestWait.isNegative()) {
            throw new IllegalArgumentException("longestWait must be positive but is " + longestWait);
        }
    }
}
