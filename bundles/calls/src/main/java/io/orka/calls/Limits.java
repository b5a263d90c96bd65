package io.orka.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a plugin may take for a call, and how many calls it takes at once.
 *
 * <p>Without {@code concurrency} a plugin takes as many calls as its callers have threads, since each call runs in its
 * caller's own. A call with a timeout or a deadline is different: it runs on a thread of the host, which must not give
 * them away without bound. So at most {@value CallLimiter#HOSTED_AT_ONCE} such calls run in one generation at once, unless
 * {@code concurrency} says otherwise.
 *
 * @param timeout how long a call may take before its caller is told that there is no answer; {@code null} for no limit
 *     but the caller's own deadline
 * @param concurrency how many calls may run at once, those included that were given up on and still run; {@code null}
 *     for no limit
 * @param queue how many calls beyond that may wait, each in its caller's thread, and how long; {@code null} for none, then
 *     they are rejected at once
 */
public record Limits(
        @Nullable Duration timeout,
        @Nullable Integer concurrency,
        @Nullable QueueLimit queue) {

    private static final Limits NONE = new Limits(null, null, null);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one of them is zero or less
     */
    public Limits {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("a timeout must be longer than nothing but is " + timeout);
        }
        if (concurrency != null && concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be 1 or more but is " + concurrency);
        }
    }

    /**
     * Limits without a queue.
     *
     * @param timeout as above
     * @param concurrency as above
     */
    public Limits(@Nullable Duration timeout, @Nullable Integer concurrency) {
        this(timeout, concurrency, null);
    }

    /**
     * No limits.
     *
     * @return always the same object
     */
    public static Limits none() {
        return NONE;
    }

    /** Not by equals: the method handles of a record's are spun at run time, which is much of a start. */
    boolean areNone() {
        return timeout == null && concurrency == null && queue == null;
    }

    /** How many of the calls that are counted may run at once. */
    int atOnce() {
        return concurrency == null ? CallLimiter.HOSTED_AT_ONCE : concurrency;
    }
}
