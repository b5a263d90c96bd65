package io.orka.engine;

import java.time.Duration;

/**
 * How long the engine module waits.
 *
 * @param look between two looks at the directories
 * @param start for the start of a bundle, before it is reported and the others go on
 * @param stop for all bundles to stop, together
 */
public record EngineTimes(Duration look, Duration start, Duration stop) {

    /** Half a second, 5 seconds, 30 seconds. */
    public static final EngineTimes USUAL =
            new EngineTimes(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** Refuses times that are not positive. */
    public EngineTimes {
        for (Duration time : new Duration[] {look, start, stop}) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("not positive: " + time);
            }
        }
    }
}
