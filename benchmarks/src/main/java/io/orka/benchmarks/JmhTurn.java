package io.orka.benchmarks;

import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One turn of one benchmark, in a separate JVM.
 *
 * @param benchmarks the class of the benchmark
 * @param method the method of the benchmark
 * @param threads the number of calling threads
 */
record JmhTurn(Class<?> benchmarks, String method, int threads) {

    private static final int WARM_UP = 3;

    /** Runs the benchmark and adds the score of each iteration. */
    void run(String who, Scores scores, Effort effort) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(effort.millis());
        boolean smoke = effort.equals(Effort.SMOKE);
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include("^" + Pattern.quote(benchmarks.getName() + "." + method) + "$")
                        .forks(smoke ? 0 : 1)
                        .threads(threads)
                        .warmupIterations(smoke ? 0 : WARM_UP)
                        .warmupTime(time)
                        .measurementIterations(effort.iterations())
                        .measurementTime(time)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run()) {
            run.getBenchmarkResults().stream()
                    .flatMap(result -> result.getIterationResults().stream())
                    .forEach(iteration ->
                            scores.add(who, iteration.getPrimaryResult().getScore()));
        }
    }
}
