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
                "Start of a Java plugin's separate JVM to its first response",
                "ms",
                scores.series(),
                List.of(Goal.atMost("start", scores.median(ORKA), LIMIT, "ms")),
                List.of("The host is running, and the JVM has archived the classes of such starts. The measured time"
                        + " contains the stage STARTING and the first call. In this stage Orka also installs the bundle"
                        + " and writes registry and lock file."));
    }
}
