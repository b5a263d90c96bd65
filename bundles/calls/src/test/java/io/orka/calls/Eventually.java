package io.orka.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition with a generous timeout. */
final class Eventually {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = 1_000_000;

    private Eventually() {}

    static void holds(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < LONG.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }
}
