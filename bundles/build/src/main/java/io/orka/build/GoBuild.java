package io.orka.build;

import io.orka.checkout.Checkout;
import io.orka.json.JsonText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds one Go plugin as a program that executes calls. The checkout is not modified: generated files are in an
 * overlay, and Orka changes only copies of go.mod and go.sum.
 */
final class GoBuild {

    static final String SDK = "github.com/orka-platform/orka-plugin-sdk";
    private static final List<String> FOR_SERVING = List.of("-trimpath", "-ldflags=-s -w");

    /**
     * Flags for a program with symbols and the paths of the checkout, in which the plugin's own package is not
     * optimized.
     */
    private static final List<String> FOR_DEBUGGERS = List.of("-trimpath=false", "-gcflags=-N -l");

    private static final Map<String, String> OFFLINE = Map.of("GOPROXY", "off");

    private final GoCommand command;
    private final Path shared;
    private final BuildLog log;
    private final BuildProgress progress;
    private final boolean debug;

    /**
     * Prepares a build.
     *
     * @param shared a directory for files shared by all builds
     * @param debug whether the program is built for a debugger
     */
    GoBuild(GoCommand command, Path shared, BuildLog log, BuildProgress progress, boolean debug) {
        this.command = command;
        this.shared = shared;
        this.log = log;
        this.progress = progress;
        this.debug = debug;
    }

    BuiltJar build(Checkout checkout, Path directory, Path work) throws IOException {
        String version = version();
        progress.update("go: searching for the entrypoint");
        GoEntrypoint entrypoint = entrypoint(directory, work);
        if (!entrypoint.hint().isEmpty()) {
            log.append("[" + entrypoint.hint() + "]\n");
        }
        Path modules = copyOfModules(directory, work);
        String module = module(modules, version);
        Path overlay = GoOverlay.write(directory, module, entrypoint, work);
        Path program = work.resolve("plugin");
        boolean standIn = compile(directory, modules, overlay, program, version);
        if (!Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS)) {
            throw BuildFailure.goOther("go build produced no program", log.file());
        }
        String plain = "go " + version;
        String builder = standIn ? BuiltJar.withStandIn(plain) : plain;
        return new BuiltJar(checkout, program, List.of(), builder, log.file(), entrypoint.symbol());
    }

    private String version() throws IOException {
        String version = command.go(shared, Map.of("GOTOOLCHAIN", "local"), "env", "GOVERSION")
                .output()
                .strip();
        return version.startsWith("go") ? version.substring(2) : version;
    }

    /** Finds the entrypoint with a Go program, since only Go's own parser handles all Go code. */
    private GoEntrypoint entrypoint(Path directory, Path work) throws IOException {
        int edition = 0;
        for (String file : GoSources.ENTRYPOINT) {
            edition = 31 * edition + GoSources.read(file).hashCode();
        }
        Path search = shared.resolve("entrypoint-" + Integer.toHexString(edition));
        if (!Files.exists(search)) {
            Path source = GoSources.module(work.resolve("search"), "orka/entrypoint", GoSources.ENTRYPOINT);
            Path fresh = source.resolve("search");
            GoCommand.Outcome made =
                    command.go(source, OFFLINE, "build", "-buildvcs=false", "-o", fresh.toString(), ".");
            if (!made.good()) {
                throw BuildFailure.goOther("cannot build Orka's search for the entrypoint", log.file());
            }
            // Without this flush, a power failure could leave an empty program, and every later build would fail.
            try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(fresh, search);
        }
        Path renamed = Files.createDirectory(work.resolve("renamed"));
        GoCommand.Outcome found = command.quietly(search, directory, directory.toString(), renamed.toString());
        if (!found.good()) {
            throw BuildFailure.goOther("Orka's search for the entrypoint failed: " + found.output(), log.file());
        }
        return GoEntrypoint.read(found.output());
    }

    private static Path copyOfModules(Path directory, Path work) throws IOException {
        Path copy = work.resolve("go.mod");
        Files.copy(directory.resolve("go.mod"), copy, LinkOption.NOFOLLOW_LINKS);
        Path sums = directory.resolve("go.sum");
        if (Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(sums, work.resolve("go.sum"), LinkOption.NOFOLLOW_LINKS);
        }
        return copy;
    }

    private String module(Path modules, String version) throws IOException {
        GoCommand.Outcome outcome =
                command.go(shared, Map.of("GOTOOLCHAIN", "local"), "mod", "edit", "-json", modules.toString());
        if (outcome.good()
                && JsonText.read(outcome.output()) instanceof Map<?, ?> file
                && file.get("Module") instanceof Map<?, ?> module) {
            return String.valueOf(module.get("Path"));
        }
        throw outcome.good()
                ? BuildFailure.goMod("go.mod has no module path", log.file())
                : GoFailures.describe("errors parsing go.mod:\n" + outcome.output(), version, log.file());
    }

    /**
     * Builds without the network, then with the network, then with the minimal SDK; returns whether the minimal SDK was
     * used.
     */
    private boolean compile(Path directory, Path modules, Path overlay, Path program, String version)
            throws IOException {
        if (Files.isRegularFile(directory.resolve("vendor/modules.txt"), LinkOption.NOFOLLOW_LINKS)) {
            progress.update("go build with vendored modules");
            orFail(build(directory, OFFLINE, overlay, program, "-mod=vendor"), version);
            return false;
        }
        String copy = "-modfile=" + modules;
        progress.update("go build");
        GoCommand.Outcome outcome = build(directory, OFFLINE, overlay, program, "-mod=mod", copy);
        if (!outcome.good() && GoFailures.isMissing(outcome.output())) {
            progress.update("go build, downloading modules");
            outcome = build(directory, Map.of(), overlay, program, "-mod=mod", copy);
        }
        if (outcome.good() || !GoFailures.isWithoutSdk(outcome.output())) {
            orFail(outcome, version);
            return false;
        }
        log.append("[" + SDK + " cannot be fetched: using Orka's minimal SDK]\n");
        progress.update("go build with Orka's minimal SDK");
        standIn(modules, version);
        GoCommand.Outcome again = build(directory, OFFLINE, overlay, program, "-mod=mod", copy);
        if (!again.good() && GoFailures.isMissing(again.output())) {
            again = build(directory, Map.of(), overlay, program, "-mod=mod", copy);
        }
        // If the code uses a part of the real SDK that the minimal SDK lacks, the plugin is correct: report the first
        // failure.
        orFail(!again.good() && GoFailures.asksForMore(again.output()) ? outcome : again, version);
        return true;
    }

    private void standIn(Path modules, String version) throws IOException {
        Path sdk = GoSources.module(modules.resolveSibling("sdk"), SDK, GoSources.SDK);
        orFail(command.go(shared, OFFLINE, "mod", "edit", "-replace", SDK + "=" + sdk, modules.toString()), version);
    }

    private GoCommand.Outcome build(
            Path directory, Map<String, String> environment, Path overlay, Path program, String... flags)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("build", "-buildvcs=false"));
        arguments.addAll(debug ? FOR_DEBUGGERS : FOR_SERVING);
        arguments.addAll(List.of(flags));
        arguments.addAll(List.of("-overlay=" + overlay, "-o", program.toString(), "."));
        return command.go(directory, environment, arguments.toArray(String[]::new));
    }

    private void orFail(GoCommand.Outcome outcome, String version) {
        if (!outcome.good()) {
            throw GoFailures.describe(outcome.output(), version, log.file());
        }
    }
}
