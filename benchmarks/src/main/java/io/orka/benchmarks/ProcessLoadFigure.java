package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.build.Builds;
import java.util.List;

/** Measures the number of responses of a Go plugin per second. */
final class ProcessLoadFigure implements Experiment {

    private static final double LIMIT = 1.5;
    private static final int CALLERS = 16;

    @Override
    public String name() {
        return "process-load";
    }

    @Override
    public boolean isPossible() {
        return Builds.hasGo();
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        ProcessTurns turns = ProcessTurns.run(installations, effort, CallLoad::rate);
        List<Goal> goals = turns.contestants().stream()
                .map(who -> Goal.atLeast(
                        "calls per second with %d callers, relative to %s".formatted(CALLERS, who),
                        turns.over(who, CALLERS),
                        LIMIT,
                        "×"))
                .toList();
        return new Figure(
                name(),
                "Calls of a Go plugin in a separate process, from many callers",
                "calls/s",
                turns.scores().series(),
                goals,
                List.of(ProcessFigure.WORK + " Callers, host and plugin share the processors.", turns.note()));
    }
}
