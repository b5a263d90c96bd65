package io.orka.calls;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which the caller of one call stops waiting.
 *
 * @param until the moment
 * @param nanos the time from the beginning of the call; zero or less if the moment has already passed
 * @param ofCaller whether the caller set the deadline; otherwise the plugin's {@code timeout} determines the deadline
 */
record CallDeadline(Instant until, long nanos, boolean ofCaller) {

    private static final int NANO_DIGITS = 9;
    private static final int SHOWN_DIGITS = 3;

    /** Returns the earlier of the plugin's timeout and the caller's deadline; {@code null} if neither is set. */
    static @Nullable CallDeadline of(@Nullable Duration timeout, Optional<Instant> deadline) {
        if (timeout == null && deadline.isEmpty()) {
            return null;
        }
        Instant now = Instant.now();
        long allowed = timeout == null ? Long.MAX_VALUE : nanos(timeout);
        if (deadline.isPresent()) {
            long rest = nanos(Duration.between(now, deadline.get()));
            if (rest <= allowed) {
                return new CallDeadline(deadline.get(), rest, true);
            }
        }
        return new CallDeadline(now.plusNanos(allowed), allowed, false);
    }

    boolean isOver() {
        return nanos <= 0;
    }

    /** Formats the length, such as {@code 30 s} or {@code 0.25 s}. */
    String length() {
        return seconds(nanos);
    }

    static String seconds(long nanos) {
        BigDecimal seconds = BigDecimal.valueOf(nanos, NANO_DIGITS)
                .setScale(SHOWN_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }

    private static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0; // the exact value is not used, and may exceed 64 bits
        }
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
