package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.build.Builds;
import java.util.List;

/** Measures the time of a call of a Go plugin, with one caller and with many. */
final class ProcessFigure implements Experiment {

    static final String WORK = "The plugin gets a string by name and returns a string by name. Each caller waits for"
            + " its response and calls again at once. Orka is a complete host that restored the plugin from its store,"
            + " called through the service object. Every turn is a separate JVM, or a separate host in Go, after a"
            + " warm-up.";

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double LIMIT = 1;

    @Override
    public String name() {
        return "process";
    }

    @Override
    public boolean isPossible() {
        return Builds.hasGo();
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        ProcessTurns turns = ProcessTurns.run(installations, effort, load -> load.middle() / NANOS_PER_MICRO);
        List<Goal> goals = turns.contestants().stream()
                .map(who -> Goal.atMost("p50 with 1 caller, relative to " + who, turns.over(who, 1), LIMIT, "×"))
                .toList();
        return new Figure(
                name(),
                "Call of a Go plugin in a separate process",
                "µs",
                turns.scores().series(),
                goals,
                List.of(WORK + " Each measurement is the median of all calls in a fixed time.", turns.note()));
    }
}
