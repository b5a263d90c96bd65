package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.launcher.OrkaHome;
import java.nio.file.Path;
import java.util.List;

/** Measures the start of a process until it can call 1,000 plugins. */
final class ManyPluginsFigure implements Experiment {

    private static final String ORKA = "Orka";
    private static final double OF_PF4J = 0.5;

    @Override
    public String name() {
        return "start-1000";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        try (Scratch scratch = Scratch.create()) {
            int plugins = effort.many();
            Path directory = scratch.directory();
            OrkaHome home = OrkaContainer.home(directory.resolve("home"), plugins);
            Pf4jContainer.install(directory.resolve("pf4j"), plugins);
            Pf4jContainer each = new Pf4jContainer(Jdk.current(), directory.resolve("pf4j"), true);
            Scores scores = StartTurns.run(
                    List.of(
                            new OrkaContainer(ORKA, installations.distribution(), Jdk.current(), home, plugins),
                            each,
                            new Pf4jContainer(Jdk.current(), directory.resolve("pf4j"), false)),
                    effort.processes());
            String note =
                    "From the start of the process until all plugins can be called and one was. In Orka the engine holds the"
                            + " service of each plugin by then; PF4J is measured twice, once with the extension of each plugin fetched"
                            + " and once with that of a single one, the others being started only. The goal is against the former.";
            return new Figure(
                    name(),
                    "Start with %,d plugins until all can be called, whole process".formatted(plugins),
                    "ms",
                    scores.series(),
                    List.of(Goal.atMost(
                            "part of PF4J's time", scores.median(ORKA) / scores.median(each.who()), OF_PF4J, "×")),
                    List.of(note, OrkaContainer.NOTE));
        }
    }
}
