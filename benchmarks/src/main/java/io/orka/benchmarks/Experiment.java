package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;

/** Measures one figure: all its contestants, in turns. */
interface Experiment {

    /** The figure's name: one word, or some with hyphens. */
    String name();

    /** Whether this machine has what Orka itself needs for it. */
    default boolean isPossible() {
        return true;
    }

    /** Measures; takes seconds to minutes. */
    Figure measure(Installations installations, Effort effort) throws Exception;
}
