package io.orka.benchmarks.report;

import static java.util.Objects.requireNonNull;

/**
 * A goal of a figure and its result.
 *
 * @param goal the goal in words, with its limit
 * @param reached the measured quantity
 * @param met whether the measured quantity is within the limit
 */
public record Goal(String goal, String reached, boolean met) {

    /** Checks that no string is null. */
    public Goal {
        requireNonNull(goal, "goal is null");
        requireNonNull(reached, "reached is null");
    }

    /**
     * Creates a goal for a quantity with an upper limit.
     *
     * @param what the quantity
     * @param measured the measured value
     * @param limit the largest allowed value
     * @param unit the unit of measured value and limit
     * @return the goal
     */
    public static Goal atMost(String what, double measured, double limit, String unit) {
        return new Goal(
                what + ": at most " + Digits.of(limit) + " " + unit,
                Digits.of(measured) + " " + unit,
                measured <= limit);
    }

    /**
     * Creates a goal for a quantity with a lower limit.
     *
     * @param what the quantity
     * @param measured the measured value
     * @param limit the smallest allowed value
     * @param unit the unit of measured value and limit
     * @return the goal
     */
    public static Goal atLeast(String what, double measured, double limit, String unit) {
        return new Goal(
                what + ": at least " + Digits.of(limit) + " " + unit,
                Digits.of(measured) + " " + unit,
                measured >= limit);
    }
}
