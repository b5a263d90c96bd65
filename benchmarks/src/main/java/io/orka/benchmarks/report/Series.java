package io.orka.benchmarks.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * All measurements of one contestant.
 *
 * @param who the contestant
 * @param values the measurements in the order in which they were taken; at least one
 */
public record Series(String who, List<Double> values) {

    private static final double PER_MILLE = 1000;
    private static final double HALF = 500;
    private static final double QUARTER = 250;

    /** Checks that there is at least one measurement. */
    public Series {
        requireNonNull(who, "who is null");
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured of " + who);
        }
    }

    /**
     * Returns the median.
     *
     * @return the median
     */
    @JsonIgnore
    public double median() {
        return perMille(HALF);
    }

    /**
     * Returns the value with a quarter of the measurements below it.
     *
     * @return the lower quartile
     */
    @JsonIgnore
    public double low() {
        return perMille(QUARTER);
    }

    /**
     * Returns the value with a quarter of the measurements above it.
     *
     * @return the upper quartile
     */
    @JsonIgnore
    public double high() {
        return perMille(PER_MILLE - QUARTER);
    }

    /**
     * Returns a quantile, interpolated between two measurements.
     *
     * @param perMille from 0, the minimum, to 1000, the maximum
     * @return the quantile
     */
    public double perMille(double perMille) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = perMille / PER_MILLE * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        double part = place - below;
        return sorted.get(below) * (1 - part) + sorted.get(above) * part;
    }
}
