package io.orka.benchmarks.report;

import static java.util.Objects.requireNonNull;

/**
 * What a figure was to reach, and what it reached.
 *
 * @param goal in words, with its limit
 * @param reached the same quantity as measured
 * @param met whether that is within the limit
 */
public record Goal(String goal, String reached, boolean met) {

    /** Checks that nothing is missing. */
    public Goal {
        requireNonNull(goal, "goal is null");
        requireNonNull(reached, "reached is null");
    }

    /**
     * A quantity that may not be greater than its limit.
     *
     * @param what the quantity
     * @param measured what it is
     * @param limit what it may be
     * @param unit the unit of both
     * @return the goal
     */
    public static Goal atMost(String what, double measured, double limit, String unit) {
        return new Goal(
                what + ": at most " + Digits.of(limit) + " " + unit,
                Digits.of(measured) + " " + unit,
                measured <= limit);
    }

    /**
     * A quantity that may not be less than its limit.
     *
     * @param what the quantity
     * @param measured what it is
     * @param limit what it has to be
     * @param unit the unit of both
     * @return the goal
     */
    public static Goal atLeast(String what, double measured, double limit, String unit) {
        return new Goal(
                what + ": at least " + Digits.of(limit) + " " + unit,
                Digits.of(measured) + " " + unit,
                measured >= limit);
    }
}
