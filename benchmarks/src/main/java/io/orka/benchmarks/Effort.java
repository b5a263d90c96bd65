package io.orka.benchmarks;

/**
 * The number and the length of measurements.
 *
 * @param name the name of this effort
 * @param processes how many times a complete process is started and measured
 * @param rounds the number of turns of each contestant of a call benchmark, in a separate JVM each
 * @param iterations the number of measurements in each turn
 * @param millis the length of one measurement in milliseconds
 * @param warmUp the number of swaps before the measured ones
 * @param swaps the number of measured swaps
 * @param many the number of plugins of {@code start-1000}
 * @param most the number of plugins of {@code start-3000} and {@code swap-3000}
 * @param idleMillis the idle time before memory is measured, in milliseconds
 */
record Effort(
        String name,
        int processes,
        int rounds,
        int iterations,
        int millis,
        int warmUp,
        int swaps,
        int many,
        int most,
        int idleMillis) {

    /** Measures everything once, as a smoke test. */
    static final Effort SMOKE = new Effort("smoke", 1, 1, 1, 1, 0, 2, 12, 12, 1);

    /** Measures little, for a first impression. */
    static final Effort QUICK = new Effort("quick", 3, 2, 4, 400, 20, 100, 1_000, 3_000, 5_000);

    /** Measures with enough repetitions, in less than an hour. */
    static final Effort FULL = new Effort("full", 11, 5, 5, 1_000, 200, 1_000, 1_000, 3_000, 5_000);
}
