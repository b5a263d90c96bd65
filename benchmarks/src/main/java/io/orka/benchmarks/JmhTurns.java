package io.orka.benchmarks;

import io.orka.benchmarks.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Gives each benchmark its turn, again and again, each turn in a JVM of its own. */
final class JmhTurns {

    private static final int WARM_UP = 3;

    private final Map<String, List<Double>> scores = new LinkedHashMap<>();

    /** Measures once. */
    void turn(String who, Class<?> benchmarks, String method, int threads, Effort effort) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(effort.millis());
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include("^" + Pattern.quote(benchmarks.getName() + "." + method) + "$")
                        .forks(effort.equals(Effort.SMOKE) ? 0 : 1)
                        .threads(threads)
                        .warmupIterations(effort.equals(Effort.SMOKE) ? 0 : WARM_UP)
                        .warmupTime(time)
                        .measurementIterations(effort.iterations())
                        .measurementTime(time)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run()) {
            run.getBenchmarkResults().stream()
                    .flatMap(result -> result.getIterationResults().stream())
                    .forEach(iteration -> add(who, iteration));
        }
    }

    private void add(String who, IterationResult iteration) {
        add(who, iteration.getPrimaryResult().getScore());
    }

    /** Adds what something else measured in its turn. */
    void add(String who, double score) {
        scores.computeIfAbsent(who, added -> new ArrayList<>()).add(score);
    }

    Series series(String who) {
        return new Series(who, scores.getOrDefault(who, List.of()));
    }

    /** All, in the order of their first turns. */
    List<Series> series() {
        return scores.keySet().stream().map(this::series).toList();
    }
}
