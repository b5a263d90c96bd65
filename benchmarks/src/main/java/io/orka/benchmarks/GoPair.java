package io.orka.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HashiCorp's go-plugin as its users run it: a host in Go that starts a plugin in Go. Both are built with the module
 * versions that their go.mod pins.
 */
final class GoPair implements AutoCloseable {

    /** A protocol of go-plugin. */
    enum Flavour {
        GRPC("gRPC", "grpc"),
        NET_RPC("net/rpc", "netrpc");

        private final String words;
        private final String argument;

        Flavour(String words, String argument) {
            this.words = words;
            this.argument = argument;
        }
    }

    private static final String MODULE = "github.com/hashicorp/go-plugin";
    private static final double NANOS_PER_MILLI = 1e6;

    private final Scratch scratch;
    private final String version;
    private final @Nullable String missing;

    private GoPair(Scratch scratch, String version, @Nullable String missing) {
        this.scratch = scratch;
        this.version = version;
        this.missing = missing;
    }

    /** Builds host and plugin. If a build fails, {@link #note} contains the reason. */
    static GoPair build(Installations installations, Effort effort) throws IOException, InterruptedException {
        Scratch scratch = Scratch.create();
        Path sources = installations.directory().resolve("src/main/hashicorp");
        String version = version(sources.resolve("go.mod"));
        if (effort.equals(Effort.SMOKE)) {
            return new GoPair(scratch, version, "a smoke test does not build it");
        }
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = scratch.directory().resolve(sources.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
        Tool go = new Tool(scratch.directory(), Map.of("GOFLAGS", "-mod=readonly", "GOWORK", "off"));
        try {
            for (String program : List.of("host", "plugin")) {
                go.run(List.of(
                        goCommand(), "build", "-trimpath", "-ldflags=-s -w", "-o", "bin/" + program, "./" + program));
            }
            return new GoPair(scratch, version, null);
        } catch (IOException e) {
            return new GoPair(scratch, version, e.getMessage());
        }
    }

    private static String goCommand() {
        Path usual = Path.of("/usr/local/go/bin/go");
        return Files.isExecutable(usual) ? usual.toString() : "go";
    }

    private static String version(Path modules) throws IOException {
        try (Stream<String> lines = Files.lines(modules)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith(MODULE + " v"))
                    .map(line -> line.substring(MODULE.length() + 2))
                    .findFirst()
                    .orElseThrow();
        }
    }

    boolean isThere() {
        return missing == null;
    }

    String who(Flavour flavour) {
        return "go-plugin " + version + ", " + flavour.words;
    }

    String note() {
        return missing == null
                ? "HashiCorp's go-plugin runs in a host written in Go, as its users embed it. Arguments and responses"
                        + " of any type are encoded as google.protobuf.Struct with gRPC, and as gob with net/rpc."
                : "HashiCorp's go-plugin was not measured: " + missing + ".";
    }

    /** Measures one turn under load. */
    List<CallLoad> load(Flavour flavour, Effort effort, List<Integer> callers)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("load", Integer.toString(effort.iterations()), Integer.toString(effort.millis())));
        callers.forEach(count -> arguments.add(count.toString()));
        return run(flavour, arguments).map(CallLoad::parse).toList();
    }

    /** Starts the plugin several times. Returns the time of each start to the first response, in milliseconds. */
    List<Double> starts(Flavour flavour, int times) throws IOException, InterruptedException {
        return run(flavour, List.of("start", Integer.toString(times)))
                .map(line -> Double.parseDouble(line) / NANOS_PER_MILLI)
                .toList();
    }

    private Stream<String> run(Flavour flavour, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                scratch.directory().resolve("bin/host").toString(),
                scratch.directory().resolve("bin/plugin").toString(),
                flavour.argument));
        command.addAll(arguments);
        return new Tool(scratch.directory(), Map.of()).run(command).lines();
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
