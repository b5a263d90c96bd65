package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.util.List;

/**
 * Measures one quantity of the build worker, with a new worker each time.
 *
 * @param goal the quantity that {@code limit} limits
 */
record WorkerFigure(
        String name, String title, String unit, Measurement measurement, String goal, double limit, String note)
        implements Experiment {

    private static final String ORKA = "Orka";

    /** Measures a worker that has not been started. */
    @FunctionalInterface
    interface Measurement {
        double take(WorkerRun worker, Effort effort) throws Exception;
    }

    /** Returns the figure of the time until the build worker begins its first build. */
    static WorkerFigure ready() {
        return new WorkerFigure(
                "worker-ready",
                "Start of the build worker",
                "ms",
                (worker, effort) -> worker.ready(),
                "ready",
                1_000,
                "From the start of the worker's process to the first step of a build with javac.");
    }

    /** Returns the figure of the resident memory of an idle build worker. */
    static WorkerFigure memory() {
        return new WorkerFigure(
                "worker-memory",
                "Memory of the idle build worker",
                "MiB",
                (worker, effort) -> {
                    worker.warmUp();
                    Thread.sleep(effort.idleMillis());
                    return worker.residentMegabytes();
                },
                "idle",
                120,
                "Resident memory of the worker's process, five seconds after the worker has warmed up as in a host and"
                        + " has built two plugins.");
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        for (int i = 0; i < effort.processes(); i++) {
            try (Scratch scratch = Scratch.create();
                    WorkerRun worker = new WorkerRun(installations, scratch.directory())) {
                scores.add(ORKA, measurement.take(worker, effort));
            }
        }
        return new Figure(
                name,
                title,
                unit,
                scores.series(),
                List.of(Goal.atMost(goal, scores.median(ORKA), limit, unit)),
                List.of(note));
    }
}
