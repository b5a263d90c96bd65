package io.orka.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says about the limits of its plugin, and what protects the host from it.
 *
 * @param timeout how long one call may take, 1 ms to 24 h in whole milliseconds, or {@code null} for the host's own
 * @param concurrency how many calls may run at once, 1 to 10,000, or {@code null} for the host's own
 * @param queue what becomes of the calls beyond that, or {@code null} where they are rejected at once
 * @param interruptible whether endless loops in the plugin's code can be stopped, which costs a check in each loop
 * @param probe the call a new version has to answer before it serves, or {@code null} for none
 * @param isolation the process it runs in, or {@code null} where nothing is said of it
 */
public record EntryLimits(
        @Nullable Duration timeout,
        @Nullable Integer concurrency,
        @Nullable CallQueue queue,
        boolean interruptible,
        @Nullable Probe probe,
        @Nullable Isolation isolation) {

    /** The most calls at once an entry may ask for. */
    static final int MOST_CALLS = 10_000;

    private static final EntryLimits NONE = new EntryLimits(null, null, null, false, null, null);

    /** Checks that the limits are within theirs. */
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
     * What an entry has that says nothing about it.
     *
     * @return no limits
     */
    public static EntryLimits none() {
        return NONE;
    }

    /**
     * Whether what was started under these limits can continue under others. Limits of calls can change while it runs.
     *
     * @param other the limits it is to have
     * @return {@code false} when it has to be started anew
     */
    public boolean startLike(EntryLimits other) {
        return interruptible == other.interruptible && Objects.equals(isolation, other.isolation);
    }

    /**
     * Whether a plugin in Java has a JVM of its own.
     *
     * @return {@code true} where the entry says so
     */
    public boolean ownJvm() {
        return isolation != null && isolation.ownJvm();
    }

    /**
     * The same for a plugin in Java that is to have a JVM of its own.
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
     * The fields that are set, as they stand in the registry file and in the lock.
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
