package io.orka.benchmarks;

/**
 * How often things are measured.
 *
 * @param name how it is asked for
 * @param processes how often a whole process is started and timed
 * @param rounds how often each contestant of a call benchmark has its turn, in a separate JVM
 * @param iterations measurements in each turn
 * @param millis how long one measurement of a turn takes
 * @param warmUp how many swaps go before
 * @param swaps how many swaps are watched
 * @param many how many plugins are many
 * @param most how many are very many
 * @param idleMillis how long something is left alone before its memory is looked at
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

    /** Everything once, so that it is seen to work. */
    static final Effort SMOKE = new Effort("smoke", 1, 1, 1, 1, 0, 2, 12, 12, 1);

    /** About five minutes. */
    static final Effort QUICK = new Effort("quick", 3, 2, 4, 400, 20, 100, 1_000, 3_000, 5_000);

    /** Under an hour. */
    static final Effort FULL = new Effort("full", 11, 5, 5, 1_000, 200, 1_000, 1_000, 3_000, 5_000);
}
