package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.build.Builds;
import io.orka.process.LaunchSpec;
import io.orka.process.ProcessPlugin;
import io.orka.process.Processes;
import java.nio.file.Path;
import java.util.List;

/** Measures the start of a Go plugin's process to its first response. */
final class ProcessStartFigure implements Experiment {

    private static final double LIMIT = 50;

    @Override
    public String name() {
        return "process-start";
    }

    @Override
    public boolean isPossible() {
        return Builds.hasGo();
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        try (Scratch scratch = Scratch.create();
                GoPair pair = GoPair.build(installations, effort)) {
            Path directory = scratch.directory();
            Path program = HelloGo.program(HelloGo.home(installations, directory));
            LaunchSpec hello = LaunchSpec.of(HelloGo.NAME, HelloGo.NAME, List.of(program.toString()));
            try (Processes processes = new Processes(directory.resolve("run"), directory.resolve("logs"))) {
                for (int round = 0; round < effort.processes(); round++) {
                    for (int i = 0; i < effort.iterations(); i++) {
                        scores.add(ProcessTurns.ORKA, start(processes, hello));
                    }
                    if (pair.isThere()) {
                        for (GoPair.Flavour flavour : GoPair.Flavour.values()) {
                            pair.starts(flavour, effort.iterations())
                                    .forEach(took -> scores.add(pair.who(flavour), took));
                        }
                    }
                }
            }
            return new Figure(
                    name(),
                    "Start of a Go plugin's process to its first response",
                    "ms",
                    scores.series(),
                    List.of(Goal.atMost("start", scores.median(ProcessTurns.ORKA), LIMIT, "ms")),
                    List.of("The host is running. The measured time includes the process start.", pair.note()));
        }
    }

    private static double start(Processes processes, LaunchSpec program) throws Exception {
        long begin = System.nanoTime();
        try (ProcessPlugin plugin = processes.start(program)) {
            HelloGo.call(plugin);
            return Stopwatch.since(begin);
        }
    }
}
