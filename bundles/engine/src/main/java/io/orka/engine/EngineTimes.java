package io.orka.engine;

import java.time.Duration;

/**
 * The time limits of the engine module.
 *
 * @param look the interval between two checks of the directories
 * @param start the time for the start of a bundle, before the bundle is reported and the next bundle is started
 * @param stop the total time for the stop of all bundles
 */
public record EngineTimes(Duration look, Duration start, Duration stop) {

    /** The default times: half a second, 5 seconds, 30 seconds. */
    public static final EngineTimes USUAL =
            new EngineTimes(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** Rejects times that are not positive. */
    public EngineTimes {
        for (Duration time : new Duration[] {look, start, stop}) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("not positive: " + time);
            }
        }
    }
}
