package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.util.List;

/** How soon the build worker takes its first job. */
final class WorkerReadyFigure implements Experiment {

    private static final String ORKA = "Orka";
    private static final double LIMIT = 1_000;

    @Override
    public String name() {
        return "worker-ready";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        for (int i = 0; i < effort.processes(); i++) {
            try (Scratch scratch = Scratch.create();
                    WorkerRun worker = new WorkerRun(installations, scratch.directory())) {
                scores.add(ORKA, worker.ready());
            }
        }
        return new Figure(
                name(),
                "Start of the build worker",
                "ms",
                scores.series(),
                List.of(Goal.atMost("ready", scores.median(ORKA), LIMIT, "ms")),
                List.of("From the start of its process to the first step of a build by javac."));
    }
}
