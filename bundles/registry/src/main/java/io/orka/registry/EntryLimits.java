package io.orka.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a plugin's calls and of its process, as in its entry.
 *
 * @param timeout the timeout of one call, 1 ms to 24 h in whole milliseconds, or {@code null} for the default
 * @param concurrency the maximum number of concurrent calls, 1 to 10,000, or {@code null} for the default
 * @param queue the queue for calls beyond that limit, or {@code null} when such calls are rejected immediately
 * @param interruptible whether Orka can stop endless loops in the plugin's code, at the cost of a check in each loop
 * @param probe the readiness probe of a new version, or {@code null} for none
 * @param isolation the settings of the plugin's separate process, or {@code null} when the entry has none
 */
public record EntryLimits(
        @Nullable Duration timeout,
        @Nullable Integer concurrency,
        @Nullable CallQueue queue,
        boolean interruptible,
        @Nullable Probe probe,
        @Nullable Isolation isolation) {

    /** The largest value of {@code concurrency}. */
    static final int MOST_CALLS = 10_000;

    private static final EntryLimits NONE = new EntryLimits(null, null, null, false, null, null);

    /** Checks the values. */
    public EntryLimits {
        if (timeout != null && !CallTime.allowed(timeout)) {
            throw new IllegalArgumentException("timeout is " + timeout + "; it must be " + CallTime.RULE);
        }
        if (concurrency != null && (concurrency < 1 || concurrency > MOST_CALLS)) {
            throw new IllegalArgumentException(
                    "concurrency is " + concurrency + "; it must be from 1 to " + MOST_CALLS);
        }
    }

    /**
     * Returns the limits of an entry without any of these fields.
     *
     * @return no limits
     */
    public static EntryLimits none() {
        return NONE;
    }

    /**
     * Returns whether a running plugin can continue with other limits. Limits of calls can change while a plugin runs.
     *
     * @param other the new limits
     * @return {@code false} when the plugin has to be restarted
     */
    public boolean startLike(EntryLimits other) {
        return interruptible == other.interruptible && Objects.equals(isolation, other.isolation);
    }

    /**
     * Returns whether a Java plugin runs in a separate JVM.
     *
     * @return {@code true} if the entry sets {@code isolation}
     */
    public boolean ownJvm() {
        return isolation != null && isolation.ownJvm();
    }

    /**
     * Copies these limits for a Java plugin in a separate JVM.
     *
     * @return a copy
     */
    public EntryLimits inItsOwnJvm() {
        Isolation own = isolation == null
                ? new Isolation(null)
                : new Isolation(true, isolation.memory(), isolation.cpus(), isolation.env(), isolation.debug());
        return new EntryLimits(timeout, concurrency, queue, interruptible, probe, own);
    }

    /**
     * Returns the fields that are set, as in the registry file and in the lock file.
     *
     * @return JSON-like data, in the order in which the fields are documented
     */
    public Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (timeout != null) {
            data.put("timeout", CallTime.text(timeout));
        }
        if (concurrency != null) {
            data.put("concurrency", concurrency);
        }
        if (queue != null) {
            data.put("queue", queue.data());
        }
        if (interruptible) {
            data.put("interruptible", true);
        }
        if (probe != null) {
            data.put("probe", probe.data());
        }
        if (isolation != null) {
            data.putAll(isolation.data());
        }
        return data;
    }
}
