package io.orka.benchmarks;

import io.orka.build.BuildTools;
import io.orka.build.Builds;
import io.orka.checkout.Checkout;
import io.orka.identity.PluginKey;
import io.orka.registry.ConfigFile;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginEntry;
import io.orka.registry.RepositoryUrl;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A build worker as a host runs it, from its start to its end. */
final class WorkerRun implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
    private final Path directory;
    private final Builds builds;

    WorkerRun(Installations installations, Path directory) throws URISyntaxException {
        this.directory = directory;
        BuildTools tools = new BuildTools(
                Jdk.current().home(),
                installations.distribution().resolve("maven"),
                HostJars.of(Builds.class),
                HostJars.of(OrkaCall.class),
                Path.of(System.getProperty("user.home"), ".m2", "settings.xml"));
        builds = new Builds(tools, directory.resolve("logs"), directory.resolve("work"), DEADLINE, 2);
    }

    /** Returns the time from the start of the worker's process to the first step of a build, in milliseconds. */
    double ready() throws IOException {
        AtomicLong begin = new AtomicLong();
        AtomicLong ready = new AtomicLong();
        builds.build(checkout(), phase -> {
            if (!begin.compareAndSet(0, System.nanoTime())) {
                ready.compareAndSet(0, System.nanoTime());
            }
        });
        return (ready.get() - begin.get()) / NANOS_PER_MILLI;
    }

    /** Warms up the worker as a host does, and builds two plugins. */
    void warmUp() throws IOException {
        builds.warmUp();
        builds.build(checkout(), phase -> {});
        builds.build(checkout(), phase -> {});
    }

    /** Returns the worker's resident memory in MiB, or 0 if the worker has ended. */
    double residentMegabytes() throws IOException, InterruptedException {
        double sum = 0;
        for (ProcessHandle child : ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .toList()) {
            sum += MeasuredProcess.residentMegabytes(child);
        }
        return sum;
    }

    private Checkout checkout() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Files.writeString(sources.resolve("config.json"), "{ \"name\": \"ping\" }");
        Files.writeString(sources.resolve("Plugin.java"), """
                public class Plugin {
                    public io.orka.sdk.Response callMethod(io.orka.sdk.Request request) {
                        return io.orka.sdk.Response.ok(null);
                    }
                }
                """);
        String commit = "0".repeat(40);
        PluginEntry entry = new PluginEntry(
                PluginKey.parse("ping"),
                RepositoryUrl.parse("https://localhost/ping.git", directory),
                "PingService",
                null,
                "",
                false,
                EntryLimits.none());
        return new Checkout(entry, ConfigFile.read(sources, ""), "main", commit, commit, sources, sources);
    }

    @Override
    public void close() {
        builds.close();
    }
}
