package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the memory of a host with ten plugins. */
final class HostMemoryFigure implements Experiment {

    private static final double OF_KARAF = 0.5;

    @Override
    public String name() {
        return "host-memory";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        try (Scratch scratch = Scratch.create()) {
            Path directory = scratch.directory();
            int plugins = StartFigure.PLUGINS;
            Container orka = new OrkaContainer(
                    "Orka, JDK " + Jdk.current().feature(),
                    installations.distribution(),
                    Jdk.current(),
                    OrkaContainer.home(directory.resolve("home"), plugins),
                    plugins);
            List<Container> containers = new ArrayList<>(List.of(orka));
            if (installations.karaf().isPresent()) {
                containers.add(KarafContainer.install(
                        installations.karaf().get(), directory.resolve("karaf"), Jdk.current(), plugins));
            }
            Scores scores = StartTurns.memory(containers, effort);
            List<Goal> goals = new ArrayList<>();
            for (Container peer : containers.subList(1, containers.size())) {
                goals.add(Goal.atMost(
                        "relative to Karaf", scores.median(orka.who()) / scores.median(peer.who()), OF_KARAF, "×"));
            }
            String note = "Resident memory of the host's JVM five seconds after its first response, with the options"
                    + " that its own script sets. Orka's build worker is a separate process and is measured in"
                    + " worker-memory.";
            return new Figure(
                    name(),
                    "Memory of a host with 10 plugins",
                    "MiB",
                    scores.series(),
                    goals,
                    List.of(note, OrkaContainer.NOTE));
        }
    }
}
