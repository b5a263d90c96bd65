package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.launcher.OrkaHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures the start of a process with ten plugins to the first response. */
final class StartFigure implements Experiment {

    static final int PLUGINS = 10;

    private static final Map<Integer, Double> LIMITS = Map.of(17, 150.0, 25, 120.0);
    private static final double OVER_KARAF = 10;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        List<String> notes = new ArrayList<>(List.of(
                "From the start of the process with its own script to the end of the first call. The same engine bundle"
                        + " in each framework waits until ten plugins are registered and calls the last one. Orka"
                        + " restores its plugins from the store. Karaf starts with the cache of its last run.",
                OrkaContainer.NOTE));
        try (Scratch scratch = Scratch.create()) {
            Path directory = scratch.directory();
            OrkaHome home = OrkaContainer.home(directory.resolve("home"), PLUGINS);
            List<Container> containers = new ArrayList<>();
            for (Jdk jdk : installations.jdks()) {
                containers.add(new OrkaContainer(orka(jdk), installations.distribution(), jdk, home, PLUGINS));
            }
            Optional<Path> karaf = installations.karaf();
            if (karaf.isPresent()) {
                containers.add(KarafContainer.install(karaf.get(), directory.resolve("karaf"), Jdk.current(), PLUGINS));
            } else {
                notes.add("Karaf was not measured.");
            }
            Scores scores = StartTurns.run(containers, effort.processes());
            return new Figure(
                    name(),
                    "Start with 10 plugins to the first response, whole process",
                    "ms",
                    scores.series(),
                    goals(installations, scores, containers),
                    notes);
        }
    }

    private static String orka(Jdk jdk) {
        return "Orka, JDK " + jdk.feature();
    }

    private static List<Goal> goals(Installations installations, Scores scores, List<Container> containers) {
        List<Goal> goals = new ArrayList<>();
        for (Jdk jdk : installations.jdks()) {
            Double limit = LIMITS.get(jdk.feature());
            if (limit != null) {
                goals.add(Goal.atMost("on JDK " + jdk.feature(), scores.median(orka(jdk)), limit, "ms"));
            }
        }
        for (Container container : containers) {
            if (container instanceof KarafContainer karaf) {
                double ratio = scores.median(karaf.who()) / scores.median(orka(karaf.jdk()));
                goals.add(Goal.atLeast("faster than Karaf, JDK " + karaf.jdk().feature(), ratio, OVER_KARAF, "×"));
            }
        }
        return goals;
    }
}
