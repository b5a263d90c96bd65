package io.orka.calls;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The number of calls that may wait at the concurrency limit, and their longest wait.
 *
 * @param size the number of calls that may wait, 1 or more
 * @param longestWait the longest wait of each call; positive
 */
public record QueueLimit(int size, Duration longestWait) {

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if an argument is zero or less
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
