package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.PluginEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The retries of failed plugins: after 10 seconds, then with exponential backoff up to 5 minutes. After a plugin was
 * active for 10 minutes, its failures are counted from zero. A version that itself caused {@value #QUARANTINED}
 * failures in a row is quarantined: it is retried every hour, on request, or when its entry changes. Failures for lack
 * of a network, a disk or a tool do not count. A plugin that repeatedly loses its bundle is quarantined, too. A plugin
 * that may crash or stop the host is not retried automatically.
 *
 * <p>Safe for use by multiple threads. Only the lifecycle thread changes the retries.
 */
final class Retries {

    static final int QUARANTINED = 5;

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration QUARANTINE = Duration.ofHours(1);
    private static final Duration GOOD = Duration.ofMinutes(10);

    /**
     * A plugin's failures in a row.
     *
     * @param entry the entry that failed
     * @param failures the number of failures, for any cause
     * @param own the number of failures that the version itself caused
     * @param quarantined whether the version itself failed too often
     * @param due the time of the next retry, on the environment's clock
     * @param next the time of the next retry, for messages; {@code null} if the plugin is not retried automatically
     */
    record Waiting(
            PluginEntry entry,
            int failures,
            int own,
            boolean quarantined,
            long due,
            @Nullable Instant next) {}

    private record Good(Waiting before, long since) {}

    private final LongSupplier nanoTime;
    private final Map<PluginKey, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<PluginKey, Good> recovered = new ConcurrentHashMap<>();

    Retries(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    }

    /** Records a failure; returns the delay of the next retry, or empty for a version that is now quarantined. */
    Optional<Duration> failed(PluginEntry entry, Failure failure) {
        Waiting before = inARow(entry);
        int failures = before == null ? 1 : before.failures() + 1;
        int own = (before == null ? 0 : before.own()) + (isOwn(failure) ? 1 : 0);
        boolean heldBack = failure.code().equals(PluginsFailure.HELD_BACK);
        boolean quarantine = heldBack || own >= QUARANTINED;
        Duration delay = quarantine ? QUARANTINE : delay(failures);
        recovered.remove(entry.key());
        waiting.put(
                entry.key(),
                new Waiting(
                        entry,
                        failures,
                        own,
                        quarantine,
                        nanoTime.getAsLong() + delay.toNanos(),
                        heldBack ? null : Instant.now().plus(delay)));
        return quarantine ? Optional.empty() : Optional.of(delay);
    }

    /** Returns the delay of the next automatic retry of a quarantined version, if there is such a retry. */
    Optional<Duration> quarantine(PluginKey key) {
        Waiting known = waiting.get(key);
        return known == null || !known.quarantined() || known.next() == null
                ? Optional.empty()
                : Optional.of(QUARANTINE);
    }

    /**
     * Returns the time until the next attempt: zero for a plugin that does not wait for a retry; empty for a plugin
     * that is held back.
     */
    Optional<Duration> untilNext(PluginKey key) {
        Waiting known = waiting.get(key);
        if (known == null) {
            return Optional.of(Duration.ZERO);
        }
        return known.next() == null
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, known.due() - nanoTime.getAsLong())));
    }

    void succeeded(PluginKey key) {
        Waiting before = waiting.remove(key);
        if (before != null) {
            recovered.put(key, new Good(before, nanoTime.getAsLong()));
        }
    }

    void forget(PluginKey key) {
        waiting.remove(key);
        recovered.remove(key);
    }

    /** Returns the plugin's failures in a row, or {@code null} if its last attempt did not fail. */
    @Nullable
    Waiting of(PluginKey key) {
        return waiting.get(key);
    }

    /** Returns whether an entry may be retried automatically now. */
    boolean due(PluginEntry entry) {
        Waiting known = waiting.get(entry.key());
        return known == null
                || !known.entry().equals(entry)
                || (known.next() != null && known.due() - nanoTime.getAsLong() <= 0);
    }

    private @Nullable Waiting inARow(PluginEntry entry) {
        Waiting known = waiting.get(entry.key());
        if (known == null) {
            Good good = recovered.get(entry.key());
            known = good == null || nanoTime.getAsLong() - good.since() >= GOOD.toNanos() ? null : good.before();
        }
        return known != null && known.entry().equals(entry) ? known : null;
    }

    private static Duration delay(int failures) {
        Duration delay = FIRST;
        for (int i = 1; i < failures && delay.compareTo(LONGEST) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    private static boolean isOwn(Failure failure) {
        if (failure.isTransient()) {
            return false;
        }
        return switch (failure.stage()) {
            case BUILDING, WRAPPING, STARTING -> true;
            case ACTIVE -> true; // the plugin's bundle was stopped
            default -> false;
        };
    }
}
