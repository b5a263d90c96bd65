package io.orka.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.durable.Failpoint;
import io.orka.identity.OrkaFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each change of persistent files is interrupted at every failpoint that it passes. Afterwards, either the old or the
 * new state exists without leftovers, and the next attempt succeeds.
 */
class BreakingTest {

    /** The number of hits of each failpoint at which a separate process is killed. */
    private static final int CRASHES = Integer.getInteger("orka.soak.crashes", 1);

    private static final long SEED = Long.getLong("orka.seed", System.nanoTime());

    private static final Map<Change, Map<String, Integer>> POINTS = new EnumMap<>(Change.class);

    @TempDir
    Path directory;

    /** The disk is full or returns an I/O error, chosen at random. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void aDiskThatRefusesAtAnyPointLeavesTheOldOrTheNew(Change change) throws IOException {
        Random random = new Random(SEED);
        Map<String, Integer> points = points(change);
        for (var point : points.entrySet()) {
            for (int hit : new TreeSet<>(List.of(1, point.getValue()))) {
                String plan = point.getKey() + (random.nextBoolean() ? "=throw:" : "=eio:") + hit;
                Path home = home(change, plan);
                List<String> allowed = List.of("old", "new");
                try (Failpoint.Armed broken = Failpoint.arm(plan)) {
                    change.begin(home);
                    allowed = List.of("new");
                } catch (OrkaFailure | IOException e) {
                    assertThat(e).as(plan).hasMessageContaining("failpoint " + point.getKey());
                }
                assertThat(change.state(home)).as(plan).isIn(allowed);
                change.begin(home);
                assertThat(change.state(home)).as("%s, tried again", plan).isEqualTo("new");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aKillAtEveryPointLeavesTheOldOrTheNew(Change change) throws Exception {
        Random random = new Random(SEED);
        for (var point : points(change).entrySet()) {
            for (int crash = 0; crash < Math.min(CRASHES, point.getValue()); crash++) {
                String plan = point.getKey() + "=crash:" + (1 + random.nextInt(point.getValue()));
                String told = plan + " (repeat with -Dorka.seed=" + SEED + ")";
                Path home = home(change, plan + crash);
                assertThat(exit(change, home, plan)).as(told).isEqualTo(137);
                assertThat(change.state(home)).as(told).isIn("old", "new");
                change.begin(home);
                assertThat(change.state(home)).as("%s, tried again", told).isEqualTo("new");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCK", "REGISTRY", "CLONE", "UPDATE", "WRAP"})
    void aDiskThatReallyIsFullLeavesTheOld(Change change) throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", disk.toString()) == 0,
                "LEFT OUT: this user may not mount a small disk, so no disk was really full");
        try {
            Path home = Files.createDirectory(disk.resolve("home"));
            change.prepare(home);
            Path filler = disk.resolve("filler");
            fill(filler);
            assertThatExceptionOfType(OrkaFailure.class)
                    .isThrownBy(() -> change.begin(home))
                    .satisfies(typed -> assertThat(typed.line()).containsIgnoringCase("space"));
            Files.delete(filler);
            assertThat(change.state(home)).isEqualTo("old");
            change.begin(home);
            assertThat(change.state(home)).isEqualTo("new");
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void everyPointOfWhatIsKeptIsPassedBySomeChange() throws IOException {
        List<String> passed = new ArrayList<>();
        for (Change change : Change.values()) {
            passed.addAll(points(change).keySet());
        }
        // These are passed only after a failure, or concern files that are not persistent. Stages are not checked.
        passed.addAll(List.of("lock.delete", "registry.delete", "run.delete", "run.sweep"));
        for (Failpoint point : Failpoint.values()) {
            if (!point.label().startsWith("stage.")) {
                assertThat(passed).contains(point.label());
            }
        }
    }

    /** Counts how often a change passes each failpoint. */
    private Map<String, Integer> points(Change change) throws IOException {
        Map<String, Integer> known = POINTS.get(change);
        if (known != null) {
            return known;
        }
        Path trace = Path.of(System.getProperty("orka.failpoints.trace"));
        Path home = home(change, "trace");
        Files.deleteIfExists(trace);
        change.begin(home);
        Map<String, Integer> points = new TreeMap<>();
        Files.readAllLines(trace).forEach(point -> points.merge(point, 1, Integer::sum));
        assertThat(change.state(home)).isEqualTo("new");
        if (change == Change.WRAP) {
            // WRAP ends with the steps of ADD, which are interrupted in ADD.
            points.keySet().removeAll(points(Change.ADD).keySet());
        }
        POINTS.put(change, points);
        return points;
    }

    private Path home(Change change, String name) throws IOException {
        Path home = Files.createDirectories(
                directory.resolve(change + name.replaceAll("[=:]", "-")).resolve(Long.toHexString(System.nanoTime())));
        change.prepare(home);
        return home;
    }

    private int exit(Change change, Path home, String plan) throws Exception {
        return new ChangeProcess(directory.resolve("out")).change(change, home, "-Dorka.failpoints=" + plan);
    }

    private int run(String... command) throws Exception {
        return new ChangeProcess(directory.resolve("out")).run(List.of(command));
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }
}
