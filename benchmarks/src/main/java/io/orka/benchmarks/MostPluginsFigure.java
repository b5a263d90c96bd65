package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.launcher.OrkaHome;
import java.util.List;

/** Measures the start of a process until it can call 3,000 plugins. */
final class MostPluginsFigure implements Experiment {

    private static final String ORKA = "Orka";
    private static final double LIMIT = 1_500;

    @Override
    public String name() {
        return "start-3000";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        try (Scratch scratch = Scratch.create()) {
            OrkaHome home = OrkaContainer.home(scratch.directory().resolve("home"), effort.most());
            Scores scores = StartTurns.run(
                    List.of(new OrkaContainer(ORKA, installations.distribution(), Jdk.current(), home, effort.most())),
                    effort.processes());
            return new Figure(
                    name(),
                    "Start with %,d plugins until all can be called, whole process".formatted(effort.most()),
                    "ms",
                    scores.series(),
                    List.of(Goal.atMost("start", scores.median(ORKA), LIMIT, "ms")),
                    List.of("Measured like start-1000.", OrkaContainer.NOTE));
        }
    }
}
