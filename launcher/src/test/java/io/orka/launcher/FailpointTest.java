package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.durable.Failpoint;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.plugins.PluginState;
import io.orka.plugins.Report;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginLock;
import io.orka.sdk.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of a host under constant load is full at one failpoint of its commands, for each failpoint in turn. No call
 * fails. A failed command reports its error, succeeds when it is repeated, and leaves the state that a new host
 * restores.
 */
@Tag("machine")
class FailpointTest {

    /** Failpoints that are reached only after another failure, each with the failpoint of that failure. */
    private static final Map<Failpoint, Failpoint> AFTER =
            Map.of(Failpoint.LOCK_DELETE, Failpoint.LOCK_RENAME, Failpoint.REGISTRY_DELETE, Failpoint.REGISTRY_RENAME);

    /** The failpoints that a host reaches at its start. */
    private static final EnumSet<Failpoint> AT_START = EnumSet.of(
            Failpoint.RUN_WRITE,
            Failpoint.RUN_FLUSH,
            Failpoint.RUN_RENAME,
            Failpoint.RUN_FLUSH_DIRECTORY,
            Failpoint.RUN_DELETE,
            Failpoint.RUN_SWEEP);

    private static final String FIRST = "v0.1.0";
    private static final PluginKey FIRST_KEY = new PluginKey("ada", FIRST);
    private static final Duration LONG_AGO = Duration.ofDays(30);

    /** A caller number outside of the load, whose callers are counted from 0. */
    private static final int ASKING = 63;

    @TempDir
    private Path directory;

    private final Load load = new Load();
    private final Set<String> registered = new TreeSet<>();
    private int commits;
    private String firstDigest = "";

    @Test
    void aFullDiskAtAnyPointIsNoticedByNoCallAndMended() throws Exception {
        Set<Failpoint> passed = EnumSet.noneOf(Failpoint.class);
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("ada").write("config.json", StoryRepository.CONFIG);
            release(host, FIRST);
            commit(host);
            Orka orka = host.register("ada@" + FIRST, "eve").start();
            firstDigest = requireNonNull(locked(host).get(FIRST_KEY)).digest();
            History history = load.start(orka.service("ada"), orka.service("ada"));

            for (Failpoint point : EnumSet.complementOf(AT_START)) {
                String version = "v0.2." + commits;
                release(host, version);
                commit(host);
                takeTheClonesPlace(host, version);
                Failpoint before = AFTER.getOrDefault(point, point);
                try (Failpoint.Armed full = Failpoint.arm(point.label() + "=throw");
                        Failpoint.Armed first = Failpoint.arm(before == point ? "on" : before.label() + "=throw")) {
                    // A damaged bundle is rewritten. STAGING_DELETE needs an undamaged bundle, which makes the new one
                    // redundant.
                    for (Supplier<Report> command : commands(host, version, point != Failpoint.STAGING_DELETE)) {
                        assertThatAFailureIsTyped(point, command);
                        assertThat(answer(orka)).as(point.label()).isIn(registered);
                        assertThat(locked(host)).as(point.label()).containsKey(new PluginKey("ada", answer(orka)));
                        assertThat(orka.call("eve", new Request("Say")).success())
                                .as(point.label())
                                .isTrue();
                    }
                    if (full.hits() > 0) {
                        passed.add(point);
                    }
                }
                for (Supplier<Report> command : commands(host, version, false)) {
                    assertThat(command.get().items()).as(point.label()).allMatch(item -> item.failure() == null);
                }
                assertThatAllAgreeOn(host, version);
            }

            History.Verdict verdict = load.end(history);
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.counts()).isEmpty();
        }
        assertThat(passed).isEqualTo(EnumSet.complementOf(AT_START));
    }

    /**
     * Calls do not depend on the flush of a directory or on the cleanup of old caches. At every other failpoint, the
     * start reports that the home cannot be used.
     */
    @Test
    void aHostThatCannotStartOnAFullDiskLetsTheHomeGo() throws Exception {
        OrkaHome home = OrkaHome.of(directory.resolve("home"));
        Path registry = Files.writeString(directory.resolve("plugins.json"), "[]");
        for (Failpoint point : AT_START) {
            startOnAFullDisk(home, registry, point, 1);
            startOnAFullDisk(home, registry, point, 2); // the second file that a host writes
        }
        try (Stream<Path> files = Files.list(home.run())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    private static void startOnAFullDisk(OrkaHome home, Path registry, Failpoint point, int hit) throws IOException {
        String plan = point.label() + "=throw:" + (point == Failpoint.RUN_DELETE ? 1 : hit);
        String before = point == Failpoint.RUN_DELETE ? "run.rename=throw:" + hit : "on";
        if (point == Failpoint.RUN_SWEEP) {
            leaveShortLives(home);
        }
        try (Failpoint.Armed full = Failpoint.arm(plan);
                Failpoint.Armed first = Failpoint.arm(before)) {
            if (point == Failpoint.RUN_FLUSH_DIRECTORY || point == Failpoint.RUN_SWEEP) {
                Orka.open(home, registry).close();
            } else {
                assertThatThrownBy(() -> Orka.open(home, registry))
                        .as(plan)
                        .isInstanceOf(HostFailure.class)
                        .hasMessageContaining("No space left on device");
            }
            assertThat(full.hits()).as(plan).isPositive();
        }
        Orka.open(home, registry).close();
    }

    /** Creates the caches of many short runs. The next host deletes at least one of them, however short it runs. */
    private static void leaveShortLives(OrkaHome home) throws IOException {
        for (int life = 0; life < FrameworkCaches.MANY; life++) {
            Files.createDirectories(home.run().resolve("framework").resolve("life-" + life));
        }
    }

    private void release(StoryHost host, String version) {
        registered.add(version);
        host.repository("ada").write("Plugin.java", load.plugin(version)).tag(version);
    }

    private void commit(StoryHost host) {
        commits++;
        host.repository("eve")
                .plainPlugin("return Response.ok(\"" + commits + "\");")
                .commit("Number " + commits);
    }

    /** Creates an invalid directory in the place of the clone. The host must delete the directory before it clones. */
    private static void takeTheClonesPlace(StoryHost host, String version) throws IOException {
        Path place = Files.createDirectories(host.home().plugins().resolve("ada@" + version));
        Files.writeString(place.resolve("stray"), "");
    }

    /**
     * Returns commands that together reach every failpoint: swaps and a reload, a rollback without a build, and a
     * cleanup.
     */
    private List<Supplier<Report>> commands(StoryHost host, String version, boolean damaged) {
        var plugins = host.orka().plugins();
        return List.of(
                () -> plugins.swap("ada", version),
                () -> plugins.reload("eve"),
                () -> {
                    if (damaged) {
                        damage(host);
                    }
                    return plugins.swap("ada", FIRST);
                },
                () -> plugins.rollback("ada"),
                () -> {
                    age(host);
                    plugins.tidy();
                    return new Report(List.of());
                });
    }

    private void damage(StoryHost host) {
        Path config = host.home().store().resolve(firstDigest).resolve("META-INF/orka/config.json");
        try {
            if (Files.exists(config)) {
                Files.writeString(config, Files.readString(config) + " ");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes all bundles of the store so old that only the active and the previous version are still needed. */
    private static void age(StoryHost host) {
        try (Stream<Path> bundles = Files.list(host.home().store())) {
            for (Path bundle : bundles.toList()) {
                Files.setLastModifiedTime(bundle, FileTime.from(Instant.now().minus(LONG_AGO)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertThatAFailureIsTyped(Failpoint point, Supplier<Report> command) {
        List<String> codes = new ArrayList<>();
        try {
            command.get().items().stream()
                    .filter(item -> item.failure() != null)
                    .forEach(item -> codes.add(requireNonNull(item.failure()).code()));
        } catch (OrkaFailure typed) {
            codes.add(typed.code());
        }
        // A stage itself cannot fail. Its failpoint stands for a failure that no module explains.
        String unexplained = "ORKA-PLUGIN-19";
        assertThat(codes)
                .as(point.label())
                .allMatch(code -> code.equals(unexplained) == point.label().startsWith("stage."))
                .doesNotContain("ORKA-HOST-99");
    }

    private static String answer(Orka orka) {
        Object data =
                orka.call("ada", new Request("Say", Map.of("caller", ASKING))).data();
        return String.valueOf(((Map<?, ?>) requireNonNull(data)).get("version"));
    }

    private static Map<PluginKey, LockEntry> locked(StoryHost host) {
        return new PluginLock(host.home().lockFile()).read();
    }

    /**
     * Checks that the registry, the lock file and the active versions agree, and that a host with only the lock file
     * and the store activates the same versions.
     */
    private void assertThatAllAgreeOn(StoryHost host, String version) throws IOException {
        assertThat(Files.readString(host.registryFile())).contains("\"" + version + "\"");
        assertThat(locked(host)).containsOnlyKeys(new PluginKey("ada", version), new PluginKey("eve", null));
        assertThatItServes(host.orka(), host, version);
        Path home = Files.createTempDirectory(directory, "fresh");
        copy(
                host.home().store(),
                home.resolve(host.home().directory().relativize(host.home().store())));
        Files.copy(
                host.home().lockFile(),
                home.resolve(host.home().directory().relativize(host.home().lockFile())));
        try (Orka fresh = Orka.open(OrkaHome.of(home), host.registryFile())) {
            assertThatItServes(fresh, host, version);
        }
    }

    private void assertThatItServes(Orka orka, StoryHost host, String version) {
        assertThat(orka.plugins().plan().changes()).isEmpty();
        assertThat(orka.plugins().list()).hasSize(2).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(PluginState.ACTIVE);
            assertThat(status.retry()).isNull();
            assertThat(status.commit())
                    .isEqualTo(requireNonNull(locked(host).get(status.key())).commit());
        });
        assertThat(answer(orka)).isEqualTo(version);
        assertThat(orka.call("eve", new Request("Say")).data()).isEqualTo(Integer.toString(commits));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
