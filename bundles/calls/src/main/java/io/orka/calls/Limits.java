package io.orka.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timeout of a plugin's calls, and the number of calls that may run or wait at the same time.
 *
 * <p>Without {@code concurrency} the number of calls is limited only by the callers' threads, since each call runs in
 * the thread of its caller. A call with a timeout or a deadline runs on a host thread. At most {@value
 * CallLimiter#HOSTED_AT_ONCE} such calls run in one generation at the same time, unless {@code concurrency} sets
 * another limit.
 *
 * @param timeout the time after which the caller of a call gets a timeout error; {@code null} for no limit except the
 *     caller's deadline
 * @param concurrency the number of calls that may run at the same time, including orphaned calls; {@code null} for no
 *     limit
 * @param queue the number of further calls that may wait, each in its caller's thread, and their longest wait; {@code
 *     null} to reject them immediately
 */
public record Limits(
        @Nullable Duration timeout,
        @Nullable Integer concurrency,
        @Nullable QueueLimit queue) {

    private static final Limits NONE = new Limits(null, null, null);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is zero or less
     */
    public Limits {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("timeout must be positive but is " + timeout);
        }
        if (concurrency != null && concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be 1 or more but is " + concurrency);
        }
    }

    /**
     * Creates limits without a queue.
     *
     * @param timeout as above
     * @param concurrency as above
     */
    public Limits(@Nullable Duration timeout, @Nullable Integer concurrency) {
        this(timeout, concurrency, null);
    }

    /**
     * Returns the instance without limits.
     *
     * @return the shared instance
     */
    public static Limits none() {
        return NONE;
    }

    /**
     * Returns whether there are no limits. The method does not call equals, since a record's equals needs method
     * handles that the JVM creates at run time, which slows down the start.
     */
    boolean areNone() {
        return timeout == null && concurrency == null && queue == null;
    }

    /** Returns the number of counted calls that may run at the same time. */
    int atOnce() {
        return concurrency == null ? CallLimiter.HOSTED_AT_ONCE : concurrency;
    }
}
