package io.orka.benchmarks;

import io.orka.benchmarks.report.Circumstances;
import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.benchmarks.report.Result;
import io.orka.benchmarks.report.ResultFiles;
import io.orka.benchmarks.report.ResultsPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The program of {@code benchmarks/run}: measures figures and writes the results. */
public final class Main {

    private Main() {}

    /**
     * Measures all figures, or the named ones.
     *
     * @param arguments {@code --quick}, and {@code --only} with names of figures
     */
    public static void main(String[] arguments) throws Exception {
        List<String> rest = new ArrayList<>(List.of(arguments));
        Effort effort = rest.remove("--quick") ? Effort.QUICK : Effort.FULL;
        boolean only = rest.remove("--only");
        List<String> names = Experiments.all().stream().map(Experiment::name).toList();
        if (only == rest.isEmpty() || !names.containsAll(rest)) {
            System.err.println("usage: benchmarks/run [--quick] [--only NAME…]; the names are " + names);
            System.exit(2);
        }
        int exit = run(only ? rest : names, names, effort, String.join(" ", arguments));
        System.exit(exit);
    }

    private static int run(List<String> wanted, List<String> names, Effort effort, String words) throws Exception {
        Installations installations = Installations.find();
        Surroundings surroundings = Surroundings.of(installations, ("benchmarks/run " + words).strip());
        ResultFiles files = new ResultFiles(installations.directory().resolve("results"));
        int failed = 0;
        for (Experiment experiment : Experiments.all()) {
            if (wanted.contains(experiment.name()) && !experiment.isPossible()) {
                System.err.println(experiment.name() + " cannot be measured here, and its last result stays");
            } else if (wanted.contains(experiment.name())) {
                Instant begin = Instant.now();
                try {
                    Circumstances circumstances = surroundings.now();
                    Figure figure = experiment.measure(installations, effort);
                    files.write(new Result(circumstances, figure));
                    tell(figure, Duration.between(begin, Instant.now()));
                } catch (Exception e) {
                    failed++;
                    System.err.println(experiment.name() + " failed, and its last result stays");
                    e.printStackTrace();
                }
            }
        }
        new ResultsPage(files.read(names)).write(installations.directory().resolve("RESULTS.md"));
        return failed == 0 ? 0 : 1;
    }

    private static void tell(Figure figure, Duration took) {
        System.out.printf("%s: %s, in %d s%n", figure.name(), figure.title(), took.toSeconds());
        figure.series()
                .forEach(series -> System.out.printf(
                        "  %-48s %12.2f %s  (%.2f … %.2f)%n",
                        series.who(), series.median(), figure.unit(), series.low(), series.high()));
        for (Goal goal : figure.goals()) {
            System.out.printf("  %-7s %s: %s%n", goal.met() ? "met" : "NOT MET", goal.goal(), goal.reached());
        }
    }
}
