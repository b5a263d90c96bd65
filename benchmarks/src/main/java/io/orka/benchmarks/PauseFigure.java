package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.benchmarks.report.Series;
import java.util.ArrayList;
import java.util.List;

/** Measures the longest time between two responses to a caller while its plugin is swapped. */
final class PauseFigure implements Experiment {

    private static final String ORKA = "Orka";
    private static final String NOTHING = "Orka, without a swap";
    private static final String PF4J = "PF4J " + Peers.PF4J + ", no plugin available";
    private static final double LIMIT = 1;
    private static final double NEARLY_ALL = 999;

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = SwapTurns.take(effort, (host, caller, pf4j, turn) -> {
            caller.take(); // discards the pauses before the swap
            double took = Stopwatch.time(host::swap);
            turn.add(ORKA, caller.take());
            Thread.sleep(Math.round(took));
            turn.add(NOTHING, caller.take());
            turn.add(PF4J, Stopwatch.time(pf4j));
        });
        return new Figure(
                name(),
                "Longest pause of a caller during a swap",
                "ms",
                scores.series(),
                List.of(Goal.atMost("p99.9 of all swaps", scores.of(ORKA).perMille(NEARLY_ALL), LIMIT, "ms")),
                notes(scores));
    }

    private static List<String> notes(Scores scores) {
        List<String> notes =
                new ArrayList<>(List.of("One thread calls the plugin in a loop. For each swap, the longest time between"
                        + " two responses counts. The same time without a swap shows the pauses that the machine"
                        + " causes. For PF4J, the time from the start of its reload to the first response counts: no"
                        + " plugin can be called in between."));
        List<String> tails = new ArrayList<>();
        for (Series series : scores.series()) {
            tails.add("%s %.3f, %.3f, %.3f and %.3f"
                    .formatted(
                            series.who(),
                            series.perMille(500),
                            series.perMille(990),
                            series.perMille(NEARLY_ALL),
                            series.perMille(1000)));
        }
        notes.add("Median, p99, p99.9 and maximum, in ms: " + String.join("; ", tails) + ".");
        return notes;
    }
}
