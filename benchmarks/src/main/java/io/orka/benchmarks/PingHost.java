package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingCall;
import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A whole host of Orka in this process, that has restored some plugins from its store. */
final class PingHost implements AutoCloseable {

    private final Scratch scratch;
    private final Orka orka;

    private PingHost(Scratch scratch, Orka orka) {
        this.scratch = scratch;
        this.orka = orka;
    }

    /** Starts a host with so many plugins, each with a library or without. */
    static PingHost open(int plugins, boolean libraries) throws IOException {
        Scratch scratch = Scratch.create();
        Path library = scratch.directory().resolve("library.jar");
        List<Path> jars = libraries ? List.of(PluginJar.of(PingCall.class).write(library)) : List.of();
        OrkaHome home = OrkaHome.of(scratch.directory().resolve("home"));
        return new PingHost(
                scratch, Orka.open(new StoredPlugins(home, jars).add(plugins).write()));
    }

    /** Swaps the first plugin for its other version, and returns when that is done. */
    void swap() {
        Report report = orka.plugins().rollback(StoredPlugins.name(0));
        if (!report.ok()) {
            throw new IllegalStateException(report.toString());
        }
    }

    /** The services of the first plugins. */
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
