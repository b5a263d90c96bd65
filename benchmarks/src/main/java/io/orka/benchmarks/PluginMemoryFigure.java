package io.orka.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.launcher.OrkaHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Measures the memory of one more idle plugin in a host. */
final class PluginMemoryFigure implements Experiment {

    private static final String HEAP = "Orka, heap";
    private static final String METASPACE = "Orka, metaspace";
    private static final int FEW = 10;
    private static final double KIBIBYTE = 1024;
    private static final double HEAP_LIMIT = 7;
    private static final double METASPACE_LIMIT = 0.5;

    @Override
    public String name() {
        return "plugin-memory";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        try (Scratch scratch = Scratch.create()) {
            Path directory = scratch.directory();
            OrkaHome few = new StoredPlugins(OrkaHome.of(directory.resolve("few")), List.of())
                    .add(FEW)
                    .write();
            OrkaHome many = new StoredPlugins(OrkaHome.of(directory.resolve("many")), List.of())
                    .add(effort.many())
                    .write();
            for (int round = 0; round < effort.processes(); round++) {
                long[] less = bytes(installations, few);
                long[] more = bytes(installations, many);
                long plugins = more[2] - less[2];
                scores.add(HEAP, (more[0] - less[0]) / KIBIBYTE / plugins);
                scores.add(METASPACE, (more[1] - less[1]) / KIBIBYTE / plugins);
            }
        }
        String note =
                "Memory in use after several garbage collections: a host with %,d plugins minus one with %d, divided"
                                .formatted(effort.many(), FEW)
                        + " by the difference in plugins. No plugin was called. All were restored from the store.";
        return new Figure(
                name(),
                "Memory of one idle plugin",
                "KiB",
                scores.series(),
                List.of(
                        Goal.atMost("heap", scores.median(HEAP), HEAP_LIMIT, "KiB"),
                        Goal.atMost("metaspace", scores.median(METASPACE), METASPACE_LIMIT, "KiB")),
                List.of(note));
    }

    private static long[] bytes(Installations installations, OrkaHome home) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Jdk.current().home().resolve("bin/java").toString(),
                        "-Dorka.distribution=" + installations.distribution(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleMain.class.getName(),
                        home.directory().toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return printed.lines()
                .filter(line -> line.startsWith("bytes "))
                .map(line -> Arrays.stream(line.split(" "))
                        .skip(1)
                        .mapToLong(Long::parseLong)
                        .toArray())
                .findFirst()
                .orElseThrow(() -> new IOException("the host told nothing: " + printed));
    }
}
