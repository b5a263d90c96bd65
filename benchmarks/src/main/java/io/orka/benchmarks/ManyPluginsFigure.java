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
            String note = "From the start of the process until all plugins can be called and one has been called. In"
                    + " Orka the engine bundle then holds the service of each plugin. PF4J is measured twice: with the"
                    + " extension of each plugin fetched, and with the extension of only one plugin fetched. The other"
                    + " plugins are then only started. The goal compares Orka with the first.";
            return new Figure(
                    name(),
                    "Start with %,d plugins until all can be called, whole process".formatted(plugins),
                    "ms",
                    scores.series(),
                    List.of(Goal.atMost(
                            "relative to PF4J", scores.median(ORKA) / scores.median(each.who()), OF_PF4J, "×")),
                    List.of(note, OrkaContainer.NOTE));
        }
    }
}
