package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.sdk.Request;
import java.util.List;

/** Measures the start of a Java plugin's separate JVM to the first response. */
final class JvmStartFigure implements Experiment {

    private static final String ORKA = "Orka";
    private static final double LIMIT = 250;

    @Override
    public String name() {
        return "jvm-start";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        try (PingHost host = PingHost.isolated()) {
            Object unused = host.services(1).get(0).call(new Request("Ping")).data();
            host.awaitArchive();
            for (int i = 0; i < effort.processes() * effort.iterations(); i++) {
                scores.add(ORKA, host.start());
            }
        }
        return new Figure(
                name(),
                "Start of a Java plugin's own JVM to its first answer",
                "ms",
                scores.series(),
                List.of(Goal.atMost("start", scores.median(ORKA), LIMIT, "ms")),
                List.of(
                        "The host runs, and has had the JVM archive the classes of such starts. The clock holds the stage of"
                                + " starting, in which the bundle is installed, too, and registry and lock are written, and the first"
                                + " call."));
    }
}
