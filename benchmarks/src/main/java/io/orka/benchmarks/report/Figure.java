package io.orka.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One comparison: the measurements of its contestants in one run.
 *
 * @param name a short name, also the name of the result file
 * @param title the measured quantity, in words
 * @param unit the unit of all measurements
 * @param series the measurements; the other contestants are compared with the first
 * @param goals the goals and their results
 * @param notes the method of measurement and what it leaves out
 */
public record Figure(
        String name, String title, String unit, List<Series> series, List<Goal> goals, List<String> notes) {

    /** Copies the lists. */
    public Figure {
        series = List.copyOf(series);
        goals = List.copyOf(goals);
        notes = List.copyOf(notes);
    }

    /**
     * Returns whether more is better.
     *
     * @return whether the unit is a rate per second; other units are of time or memory
     */
    @JsonIgnore
    public boolean isRate() {
        return unit.endsWith("/s");
    }
}
