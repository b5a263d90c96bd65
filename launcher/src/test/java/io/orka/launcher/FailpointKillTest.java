package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host dies at one failpoint while two plugins are swapped, for each failpoint in turn. The next host activates each
 * plugin in the old or the new version, and then reaches the registry's state automatically.
 *
 * <p>Every build covers the failpoints at which data reaches the disk or a file gets its name. The long run covers
 * every failpoint, with as many of its hits as {@code orka.soak.crashes} sets.
 */
@Tag("machine")
class FailpointKillTest {

    private static final int CRASHES = Integer.getInteger("orka.soak.crashes", 1);

    /**
     * Failpoints that are reached only after a failure, or after damage to data that is still needed. A host that only
     * swaps does not reach them.
     */
    private static final Set<Failpoint> NOT_PASSED = EnumSet.of(
            Failpoint.LOCK_DELETE,
            Failpoint.REGISTRY_DELETE,
            Failpoint.RUN_DELETE,
            Failpoint.STAGING_DELETE,
            Failpoint.STORE_ASIDE);

    private static final Set<String> OF_EVERY_BUILD = Set.of("flush", "flush-directory", "rename", "aside", "remove");
    private static final List<String> NAMES = List.of("ada", "bob");
    private static final String OLD = "v0.1.0";
    private static final String NEW = "v0.2.0";
    private static final Pattern REGISTERED = Pattern.compile("\"name\": \"([a-z]+)\", \"version\": \"([^\"]+)\"");
    private static final Pattern LEFTOVER = Pattern.compile("\\.(new|old)-.*|.*\\.tmp");
    private static final int KILLED = 137;

    @TempDir
    private Path directory;

    private record Crash(Failpoint point, int hit) {}

    @Test
    void whereverTheHostDiesTheNextOneServesTheOldOrTheNew() throws Exception {
        for (String name : NAMES) {
            StoryRepository repository = new StoryRepository(directory.resolve(name));
            for (String version : List.of(OLD, NEW)) {
                repository
                        .plainPlugin("return Response.ok(\"%s\");".formatted(version))
                        .tag(version);
            }
        }
        Path before = Files.createDirectory(directory.resolve("before"));
        Orka.open(OrkaHome.of(before.resolve("home")), register(before, OLD)).close();

        List<Future<?>> ends = new ArrayList<>();
        Set<Crash> died = ConcurrentHashMap.newKeySet();
        ExecutorService two = Executors.newFixedThreadPool(2);
        for (Crash crash : crashes()) {
            ends.add(two.submit(() -> {
                if (diesAndComesBack(before, crash)) {
                    died.add(crash);
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        two.shutdown();
        assertThat(died)
                .containsAll(crashes().stream()
                        .filter(crash -> crash.hit() == 1 && !NOT_PASSED.contains(crash.point()))
                        .toList());
    }

    private static List<Crash> crashes() {
        List<Crash> crashes = new ArrayList<>();
        for (Failpoint point : Failpoint.values()) {
            String step = point.label().substring(point.label().indexOf('.') + 1);
            for (int hit = 1; hit <= CRASHES; hit++) {
                if (CRASHES > 1 || (OF_EVERY_BUILD.contains(step) && !NOT_PASSED.contains(point))) {
                    crashes.add(new Crash(point, hit));
                }
            }
        }
        return crashes;
    }

    private Path register(Path place, String bobs) throws IOException {
        String entry = "{ \"name\": \"%s\", \"version\": \"%s\", \"repo\": \"%s\", \"service\": \"S\" }";
        Path beside = Files.writeString(
                place.resolve("plugins.json.new"),
                "[" + entry.formatted("ada", OLD, directory.resolve("ada")) + ",\n"
                        + entry.formatted("bob", bobs, directory.resolve("bob")) + "]");
        return Files.move(beside, place.resolve("plugins.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns whether the host died. */
    private boolean diesAndComesBack(Path before, Crash crash) throws Exception {
        String plan = crash.point().label() + "=crash:" + crash.hit();
        Path place = directory.resolve(plan.replaceAll("[=:]", "-"));
        copy(before, place);
        OrkaHome home = OrkaHome.of(place.resolve("home"));
        leaveSomethingOver(home);
        Path registry = place.resolve("plugins.json");
        boolean died;
        try (HostProcess host = HostProcess.launch(home, registry, "-Dorka.failpoints=" + plan)) {
            if (host.runs()) {
                register(place, NEW);
                host.say("orka:swap ada " + NEW);
                host.say("orka:apply");
                host.say("orka:gc");
            }
            died = host.say("orka:list").startsWith("FAILED");
            if (died) {
                assertThat(host.exit()).as(plan).isEqualTo(KILLED);
            }
        }
        try (HostProcess host = HostProcess.start(home, registry)) {
            for (String name : NAMES) {
                assertThat(host.say("orka:call " + name + " Say")).as(plan).containsAnyOf(answer(OLD), answer(NEW));
            }
            assertThat(host.say("orka:apply")).as(plan).doesNotContain("FAILED");
            assertThat(host.say("orka:list --json").split("\"state\":\\s*\"ACTIVE\"", -1))
                    .as(plan)
                    .hasSize(NAMES.size() + 1);
            Matcher registered = REGISTERED.matcher(Files.readString(registry));
            while (registered.find()) {
                assertThat(host.say("orka:call " + registered.group(1) + " Say"))
                        .as(plan)
                        .contains(answer(registered.group(2)));
            }
            assertThat(leftovers(place)).as(plan).isEmpty();
        }
        return died;
    }

    private static String answer(String version) {
        return "{\"success\":true,\"data\":\"" + version + "\"}";
    }

    /** Creates an invalid directory in the place of a clone, and a bundle that was unused for a long time. */
    private static void leaveSomethingOver(OrkaHome home) throws IOException {
        Files.createDirectories(home.plugins().resolve("ada@" + NEW).resolve("stray"));
        Path bundle = Files.createDirectory(home.store().resolve("0".repeat(64)));
        Files.writeString(bundle.resolve("stray"), "");
        Files.setLastModifiedTime(bundle, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
    }

    private static List<Path> leftovers(Path place) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String kept : new String[] {"", "home", "home/run", "home/plugins"}) {
            try (Stream<Path> files = Files.list(place.resolve(kept))) {
                files.filter(file ->
                                LEFTOVER.matcher(file.getFileName().toString()).matches())
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file) || Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }
}
