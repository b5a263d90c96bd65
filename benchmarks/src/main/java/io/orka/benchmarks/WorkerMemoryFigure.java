package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.util.List;

/** What the build worker takes of the machine's memory while there is nothing to build. */
final class WorkerMemoryFigure implements Experiment {

    private static final String ORKA = "Orka";
    private static final double LIMIT = 120;

    @Override
    public String name() {
        return "worker-memory";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        for (int i = 0; i < effort.processes(); i++) {
            try (Scratch scratch = Scratch.create();
                    WorkerRun worker = new WorkerRun(installations, scratch.directory())) {
                worker.warmUp();
                Thread.sleep(effort.idleMillis());
                scores.add(ORKA, worker.residentMegabytes());
            }
        }
        return new Figure(
                name(),
                "Memory of the idle build worker",
                "MiB",
                scores.series(),
                List.of(Goal.atMost("idle", scores.median(ORKA), LIMIT, "MiB")),
                List.of(
                        "Resident memory of its process, five seconds after it has warmed up as a host lets it and has built"
                                + " two plugins."));
    }
}
