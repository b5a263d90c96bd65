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
        String note =
                "Orka's is the whole command: the bundle is found in the store and checked byte by byte, installed,"
                        + " constructed, the registry and the lock are written to the disk, calls are switched, the old version is"
                        + " drained and uninstalled. One thread calls the plugin all the time and loses no call. PF4J writes nothing"
                        + " and has no plugin to call meanwhile.";
        return new Figure(
                name(),
                "Swap of a built plugin",
                "ms",
                scores.series(),
                List.of(Goal.atMost("swap", scores.median(ORKA), LIMIT, "ms")),
                List.of(note));
    }
}
