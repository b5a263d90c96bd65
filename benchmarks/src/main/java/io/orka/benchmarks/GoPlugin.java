package io.orka.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The same plugin as a shared object of Go and a program that loads and calls it, where the machine has Go and cgo. */
final class GoPlugin implements AutoCloseable {

    static final String WHO = "Go, plugin.Open + Lookup, function kept";

    private static final List<String> SOURCES = List.of("go.mod", "sdk/sdk.go", "ping/ping.go", "host/host.go");
    private static final long PATIENCE_MINUTES = 5;

    private final Scratch scratch;
    private final @Nullable String missing;
    private final String version;

    private GoPlugin(Scratch scratch, @Nullable String missing, String version) {
        this.scratch = scratch;
        this.missing = missing;
        this.version = version;
    }

    /** Builds both; where that does not work, says why instead. */
    static GoPlugin build(Workshop workshop, Effort effort) throws IOException, InterruptedException {
        Scratch scratch = Scratch.create();
        if (effort.equals(Effort.SMOKE)) {
            return new GoPlugin(scratch, "it is built for measurements only", "");
        }
        Path sources = workshop.directory().resolve("src/main/go");
        for (String source : SOURCES) {
            Path file = scratch.directory().resolve(source);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.copy(sources.resolve(source), file);
        }
        try {
            String version = run(scratch, "go", "version");
            String plugin = run(scratch, "go", "build", "-buildmode=plugin", "-o", "ping.so", "./ping");
            String host = run(scratch, "go", "build", "-o", "pinger", "./host");
            String printed = (plugin + host).strip();
            return new GoPlugin(scratch, printed.isEmpty() ? null : "it does not build: " + printed, version.strip());
        } catch (IOException e) {
            return new GoPlugin(scratch, "there is no go: " + e.getMessage(), "");
        }
    }

    boolean isThere() {
        return missing == null;
    }

    String note() {
        return missing == null
                ? "The Go plugin was built by " + version + " with -buildmode=plugin; its host measures itself."
                : "The Go plugin is missing: " + missing + ".";
    }

    /** One turn, in nanoseconds a call; empty where there is no Go. */
    List<Double> measure(Effort effort) throws IOException, InterruptedException {
        if (missing != null) {
            return List.of();
        }
        String printed = run(
                scratch,
                scratch.directory().resolve("pinger").toString(),
                scratch.directory().resolve("ping.so").toString(),
                Integer.toString(effort.iterations()),
                Integer.toString(effort.millis()));
        return Arrays.stream(printed.strip().split("\\s+")).map(Double::valueOf).toList();
    }

    private static String run(Scratch scratch, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("CGO_ENABLED", "1", "GOFLAGS", "-mod=mod", "GOTOOLCHAIN", "local"));
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " does not end");
        }
        return printed;
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
