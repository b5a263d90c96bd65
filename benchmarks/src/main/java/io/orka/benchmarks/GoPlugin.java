package io.orka.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The plugin as a Go shared object, and a program that loads and calls it. Both need Go and cgo. */
final class GoPlugin implements AutoCloseable {

    static final String WHO = "Go, plugin.Open + Lookup, function kept";

    private static final List<String> SOURCES = List.of("go.mod", "sdk/sdk.go", "ping/ping.go", "host/host.go");

    private final Scratch scratch;
    private final @Nullable String missing;
    private final String version;

    private GoPlugin(Scratch scratch, @Nullable String missing, String version) {
        this.scratch = scratch;
        this.missing = missing;
        this.version = version;
    }

    /** Builds shared object and program. If a build fails, {@link #note} contains the reason. */
    static GoPlugin build(Installations installations, Effort effort) throws IOException, InterruptedException {
        Scratch scratch = Scratch.create();
        if (effort.equals(Effort.SMOKE)) {
            return new GoPlugin(scratch, "a smoke test does not build it", "");
        }
        Path sources = installations.directory().resolve("src/main/go");
        for (String source : SOURCES) {
            Path file = scratch.directory().resolve(source);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.copy(sources.resolve(source), file);
        }
        Tool go = new Tool(
                scratch.directory(), Map.of("CGO_ENABLED", "1", "GOFLAGS", "-mod=mod", "GOTOOLCHAIN", "local"));
        try {
            String version = go.run(List.of("go", "version")).strip();
            go.run(List.of("go", "build", "-buildmode=plugin", "-o", "ping.so", "./ping"));
            go.run(List.of("go", "build", "-o", "pinger", "./host"));
            return new GoPlugin(scratch, null, version);
        } catch (IOException e) {
            return new GoPlugin(scratch, e.getMessage(), "");
        }
    }

    boolean isThere() {
        return missing == null;
    }

    String note() {
        return missing == null
                ? "The Go plugin was built by " + version + " with -buildmode=plugin. Its host measures calls itself."
                : "The Go plugin was not measured: " + missing + ".";
    }

    /** Measures one turn, in nanoseconds per call. Returns an empty list if the plugin was not built. */
    List<Double> measure(Effort effort) throws IOException, InterruptedException {
        if (missing != null) {
            return List.of();
        }
        String printed = new Tool(scratch.directory(), Map.of())
                .run(List.of(
                        scratch.directory().resolve("pinger").toString(),
                        scratch.directory().resolve("ping.so").toString(),
                        Integer.toString(effort.iterations()),
                        Integer.toString(effort.millis())));
        return Arrays.stream(printed.strip().split("\\s+")).map(Double::valueOf).toList();
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
