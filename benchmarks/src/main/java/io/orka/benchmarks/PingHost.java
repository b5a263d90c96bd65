package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingCall;
import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import io.orka.plugins.PluginState;
import io.orka.plugins.Report;
import io.orka.plugins.StageTime;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A complete Orka host in this process that has restored plugins from its store. */
final class PingHost implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Scratch scratch;
    private final Orka orka;

    private PingHost(Scratch scratch, Orka orka) {
        this.scratch = scratch;
        this.orka = orka;
    }

    /** Starts a host with the given number of plugins, each with or without a library. */
    static PingHost open(int plugins, boolean libraries) throws IOException {
        Scratch scratch = Scratch.create();
        Path library = scratch.directory().resolve("library.jar");
        List<Path> jars = libraries ? List.of(PluginJar.of(PingCall.class).write(library)) : List.of();
        OrkaHome home = OrkaHome.of(scratch.directory().resolve("home"));
        return new PingHost(
                scratch, Orka.open(new StoredPlugins(home, jars).add(plugins).write()));
    }

    /** Starts a host with one plugin in a separate JVM. */
    static PingHost isolated() throws IOException {
        Scratch scratch = Scratch.create();
        OrkaHome home = OrkaHome.of(scratch.directory().resolve("home"));
        return new PingHost(
                scratch,
                Orka.open(new StoredPlugins(home, List.of()).isolated().add(1).write()));
    }

    /** Waits for the class archive that the first start of a separate JVM creates. */
    void awaitArchive() throws IOException, InterruptedException {
        Path archives = scratch.directory().resolve("home/run/archives");
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(LOOK_MILLIS)) {
            if (Files.isDirectory(archives)) {
                try (Stream<Path> made = Files.list(archives)) {
                    if (made.anyMatch(file -> file.toString().endsWith(".jsa"))) {
                        return;
                    }
                }
            }
        }
        throw new IOException("no archive is made in " + archives);
    }

    /** Swaps the first plugin. Returns the time of its start and of its first call, in milliseconds. */
    double start() throws Exception {
        Duration starting = swap().items().get(0).stages().stream()
                .filter(stage -> stage.stage() == PluginState.STARTING)
                .map(StageTime::took)
                .findFirst()
                .orElseThrow();
        OrkaCall plugin = services(1).get(0);
        return starting.toNanos() / NANOS_PER_MILLI + Stopwatch.time(() -> plugin.call(new Request("Ping")));
    }

    /** Swaps the first plugin for its other version, and waits for the end of the swap. */
    Report swap() {
        Report report = orka.plugins().rollback(StoredPlugins.name(0));
        if (!report.ok()) {
            throw new IllegalStateException(report.toString());
        }
        return report;
    }

    /** Returns the services of the first plugins. */
    List<OrkaCall> services(int plugins) {
        List<OrkaCall> services = new ArrayList<>();
        for (int i = 0; i < plugins; i++) {
            services.add(orka.service(StoredPlugins.name(i)));
        }
        return services;
    }

    @Override
    public void close() throws IOException {
        orka.close();
        scratch.close();
    }
}
