package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;

/** Measures all contestants of one figure, in turns. */
interface Experiment {

    /** Returns the figure's name: one word, or several with hyphens. */
    String name();

    /** Returns whether this machine has the tools that Orka needs for the figure. */
    default boolean isPossible() {
        return true;
    }

    /** Measures the figure, which takes seconds to minutes. */
    Figure measure(Installations installations, Effort effort) throws Exception;
}
