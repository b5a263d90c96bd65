package io.orka.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One question, and how its contestants answered it in one run.
 *
 * @param name short, also the name of its file
 * @param title the question
 * @param unit the unit of all measurements
 * @param series what was measured; the first contestant is the one the others are compared with
 * @param goals what was to be reached
 * @param notes how it was measured, and what was left out
 */
public record Figure(
        String name, String title, String unit, List<Series> series, List<Goal> goals, List<String> notes) {

    /** Takes copies. */
    public Figure {
        series = List.copyOf(series);
        goals = List.copyOf(goals);
        notes = List.copyOf(notes);
    }

    /**
     * Whether more is better.
     *
     * @return whether something in a second was counted; all else is time or memory
     */
    @JsonIgnore
    public boolean isRate() {
        return unit.endsWith("/s");
    }
}
