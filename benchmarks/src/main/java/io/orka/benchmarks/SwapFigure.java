package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import java.util.List;

/** Measures a swap of a plugin for a version that is already built, while a caller calls the plugin. */
final class SwapFigure implements Experiment {

    private static final String ORKA = "Orka, rollback";
    private static final String PF4J = "PF4J " + Peers.PF4J + ", unload, load, start, first call";
    private static final double LIMIT = 3;

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = SwapTurns.take(effort, (host, caller, pf4j, turn) -> {
            turn.add(ORKA, Stopwatch.time(host::swap));
            turn.add(PF4J, Stopwatch.time(pf4j));
            caller.take(); // throws if a call was lost
        });
        String note = "For Orka, the complete command is measured. It finds the bundle in the store and checks every"
                + " byte, installs the bundle, constructs the plugin, writes registry and lock file to disk, switches"
                + " calls, and drains and uninstalls the old version. One thread calls the plugin all the time and"
                + " loses no call. PF4J writes nothing, and no plugin can be called during its reload.";
        return new Figure(
                name(),
                "Swap of a built plugin",
                "ms",
                scores.series(),
                List.of(Goal.atMost("swap", scores.median(ORKA), LIMIT, "ms")),
                List.of(note));
    }
}
