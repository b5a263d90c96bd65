package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.benchmarks.subject.PingExtension;
import java.nio.file.Path;
import java.util.List;

/** How long it takes to swap a plugin for another version that was built before, while somebody calls it. */
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
        Scores scores = new Scores();
        try (Scratch scratch = Scratch.create();
                PingHost host = PingHost.open(1, false);
                CallerPause caller = CallerPause.begin(host.services(1).get(0))) {
            Path jar = PluginJar.pf4j("ping", PingExtension.class)
                    .write(scratch.directory().resolve("ping.jar"));
            Pf4jReload pf4j = new Pf4jReload(scratch.directory("plugins"), jar);
            for (int swap = -effort.warmUp(); swap < effort.swaps(); swap++) {
                double orka = Stopwatch.time(host::swap);
                double peer = Stopwatch.time(() -> pf4j.swap(jar));
                caller.take(); // throws where a call was lost
                if (swap >= 0) {
                    scores.add(ORKA, orka);
                    scores.add(PF4J, peer);
                }
            }
        }
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
