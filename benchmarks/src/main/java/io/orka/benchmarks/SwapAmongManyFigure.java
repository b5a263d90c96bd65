package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.util.List;

/** Measures the effect of many other plugins on a swap. */
final class SwapAmongManyFigure implements Experiment {

    private static final String ALONE = "Orka, no other plugins";
    private static final double LIMIT = 1.5;
    private static final int PART = 4;

    @Override
    public String name() {
        return "swap-3000";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        String among = "Orka, %,d other plugins".formatted(effort.most());
        try (PingHost alone = PingHost.open(1, false);
                PingHost many = PingHost.open(effort.most() + 1, false)) {
            int swaps = Math.max(1, effort.swaps() / PART);
            for (int swap = -effort.warmUp(); swap < swaps; swap++) {
                double one = Stopwatch.time(alone::swap);
                double other = Stopwatch.time(many::swap);
                if (swap >= 0) {
                    scores.add(ALONE, one);
                    scores.add(among, other);
                }
            }
        }
        return new Figure(
                name(),
                "Swap of a built plugin, alone and among %,d others".formatted(effort.most()),
                "ms",
                scores.series(),
                List.of(Goal.atMost(
                        "among others, relative to alone", scores.median(among) / scores.median(ALONE), LIMIT, "×")),
                List.of("Two hosts in one process are measured in turns. No plugin is called."));
    }
}
