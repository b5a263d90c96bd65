package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each plugin in {@code chaos/} has one fault. The healthy plugins next to them stay active. */
class ChaosTest {

    private static final Path CHAOS = Path.of("../chaos").toAbsolutePath().normalize();
    private static final String WELL = "well-behaved";
    private static final int HEALTHY = 40;

    /** How often the garbage collector is called, with up to 2 seconds for each run. */
    private static final int PATIENCE = 30;

    private static final Map<String, Expected> BROKEN = Map.ofEntries(
            Map.entry("no-config", new Expected(PluginState.CLONING, "ORKA-CFG-01")),
            Map.entry("broken-config", new Expected(PluginState.CLONING, "ORKA-CFG-02")),
            Map.entry("wrong-tag", new Expected(PluginState.CLONING, "ORKA-GIT-04")),
            Map.entry("no-sources", new Expected(PluginState.BUILDING, "ORKA-BUILD-01")),
            Map.entry("does-not-compile", new Expected(PluginState.BUILDING, "ORKA-BUILD-03")),
            Map.entry("broken-pom", new Expected(PluginState.BUILDING, "ORKA-BUILD-06")),
            Map.entry("wrong-signature", new Expected(PluginState.WRAPPING, "ORKA-WRAP-06")),
            Map.entry("two-entrypoints", new Expected(PluginState.WRAPPING, "ORKA-WRAP-07")),
            Map.entry("throws-in-static-init", new Expected(PluginState.STARTING, "ORKA-DEPLOY-06")),
            Map.entry("throws-in-constructor", new Expected(PluginState.STARTING, "ORKA-DEPLOY-07")));

    /** Plugins that fail after some time, or only sometimes. */
    private static final Map<String, Expected> REFUSED = Map.of(
            "wrong-main", new Expected(PluginState.WRAPPING, "ORKA-WRAP-08"),
            "flaps", new Expected(PluginState.STARTING, "ORKA-DEPLOY-07"),
            "refuses-its-probe", new Expected(PluginState.STARTING, "ORKA-PLUGIN-13"),
            "hangs-in-its-probe", new Expected(PluginState.STARTING, "ORKA-PLUGIN-13"),
            "hangs-in-constructor", new Expected(PluginState.STARTING, "ORKA-PLUGIN-10"));

    /** The error code of a call, by plugin and method. */
    private static final Map<String, String> IN_A_CALL = Map.of(
            "throws Checked", "ORKA-CALL-04",
            "throws Unchecked", "ORKA-CALL-04",
            "throws Error", "ORKA-CALL-04",
            "throws OutOfMemory", "ORKA-CALL-04",
            "throws Linkage", "ORKA-CALL-04",
            "throws BadMessage", "ORKA-CALL-04",
            "throws Sneaky", "ORKA-CALL-04",
            "throws Nothing", "ORKA-CALL-05",
            "overflows-stack Misbehave", "ORKA-CALL-04",
            "returns-bad-data Misbehave", "ORKA-CALL-06");

    private static final List<String> HANGING = List.of("hangs-in-call", "ignores-interrupts", "loops-endlessly");

    @TempDir
    private Path directory;

    /** The stage and the code of a broken plugin's failure. */
    private record Expected(PluginState stage, String code) {}

    @Test
    void fortyServeBesideTenThatAreBrokenInTenWays() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            List<String> entries = new ArrayList<>();
            BROKEN.keySet().forEach(name -> entries.add(entry(name, repository(name), version(name))));
            Path well = repository(WELL);
            List<String> healthy =
                    IntStream.range(0, HEALTHY).mapToObj(i -> "well-" + i).toList();
            healthy.forEach(name -> entries.add(entry(name, well, version(name))));
            Files.writeString(host.registryFile(), "[" + String.join(",\n", entries) + "]");

            Orka orka = host.start();

            assertThat(healthy)
                    .allSatisfy(name -> assertThat(
                                    orka.call(name, new Request("Say")).data())
                            .isEqualTo("well"));
            assertThat(BROKEN).allSatisfy((name, expected) -> {
                assertThat(host.status(name).state()).as(name).isNotEqualTo(PluginState.ACTIVE);
                List<Failure> failures = orka.plugins().failures(name);
                assertThat(failures).as(name).isNotEmpty();
                Failure failure = failures.get(failures.size() - 1);
                assertThat(new Expected(failure.stage(), failure.code()))
                        .as(failure.toString())
                        .isEqualTo(expected);
            });
            assertThat(BROKEN.values().stream().map(Expected::code).distinct()).hasSize(BROKEN.size());
            assertThat(orka.plugins().list()).hasSize(HEALTHY + BROKEN.size());
        }
    }

    @Test
    void whatIsRefusedLeavesTheOthersServingAndIsTriedAgain() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            List<String> entries = new ArrayList<>(List.of(entry(WELL, repository(WELL), version(WELL))));
            REFUSED.keySet().forEach(name -> entries.add(entry(name, repository(name), version(name))));
            Files.writeString(host.registryFile(), "[" + String.join(",\n", entries) + "]");

            Orka orka = host.start();

            assertThat(orka.call(WELL, new Request("Say")).data()).isEqualTo("well");
            assertThat(REFUSED)
                    .allSatisfy((name, expected) -> assertThat(orka.plugins().failures(name))
                            .as(name)
                            .extracting(failure -> new Expected(failure.stage(), failure.code()))
                            .isNotEmpty()
                            .containsOnly(expected));
            // The host retries the plugin too, so this attempt may be one that fails.
            while (host.status("flaps").state() != PluginState.ACTIVE) {
                orka.plugins().reload("flaps");
            }
            assertThat(orka.call("flaps", new Request("Say")).data()).isEqualTo("well");
        }
    }

    @Test
    void whatAPluginLeavesBehindGoesWithItUnlessItIsDeaf() throws Exception {
        List<String> leaking =
                directories().stream().filter(name -> name.startsWith("leaks-")).toList();
        try (StoryHost host = new StoryHost(directory)) {
            List<String> entries = new ArrayList<>();
            leaking.forEach(name -> entries.add(entry(name, repository(name), version(name))));
            Files.writeString(host.registryFile(), "[" + String.join(",\n", entries) + "]");
            Orka orka = host.start();
            for (String name : leaking) {
                orka.call(name, new Request("Misbehave"));
                StoryRepository next =
                        new StoryRepository(directory.resolve("repositories").resolve(name));
                next.write("next", "").tag("v2.0.0");
                assertThat(orka.plugins().swap(name, "v2.0.0").ok()).as(name).isTrue();
            }

            Set<String> alive = Set.copyOf(leaking);
            for (int tries = 0; tries < PATIENCE && alive.size() > 1; tries++) {
                orka.plugins().tidy();
                alive = leaking.stream()
                        .filter(name -> !host.status(name).alive().isEmpty())
                        .collect(Collectors.toSet());
            }
            assertThat(alive).containsExactly("leaks-thread");
            assertThat(host.shell("orka:why leaks-thread")).contains("thread 'leaked'");

            orka.plugins().remove("leaks-thread");
            assertThat(host.shell("orka:list")).contains("leaks-thread");
            assertThat(host.shell("orka:why leaks-thread"))
                    .contains("still in memory")
                    .contains("thread 'leaked'");
        }
    }

    @Test
    void aConstructorThatHangsIsNamedForAsLongAsItDoes() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("deaf")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Plugin.java", """
                            import io.orka.sdk.*;
                            public class Plugin {
                                public Plugin() {
                                    while (true) {
                                        try {
                                            new java.util.concurrent.CountDownLatch(1).await();
                                        } catch (InterruptedException deaf) {
                                        }
                                    }
                                }
                                public Response callMethod(Request request) {
                                    return Response.ok("never");
                                }
                            }
                            """)
                    .tag("v1");
            host.register("deaf@v1").start();
            assertThat(host.status("deaf").state()).isEqualTo(PluginState.FAILED);
            assertThat(host.shell("orka:why deaf")).contains("thread 'orka-construct-deaf");
        }
    }

    @Test
    void whateverHappensInACallTheOthersServe() throws Exception {
        Set<String> serving = directories();
        serving.removeAll(BROKEN.keySet());
        serving.removeAll(REFUSED.keySet());
        serving.remove("exits-the-jvm");
        Path registry = Files.writeString(
                directory.resolve("plugins.json"),
                serving.stream()
                        .map(name -> entry(name, repository(name), version(name)))
                        .collect(Collectors.joining(",\n", "[", "]")));
        try (HostProcess host = HostProcess.start(OrkaHome.of(directory.resolve("home")), registry)) {
            assertThat(host.say("orka:apply")).doesNotContain("FAILED");

            IN_A_CALL.forEach((call, words) -> assertThat(host.say("orka:call " + call))
                    .startsWith("FAILED")
                    .contains(words));
            for (String name : HANGING) {
                new Thread(() -> host.say("orka:call " + name + " Misbehave"), name).start();
            }
            Set<String> answering = new TreeSet<>(serving);
            answering.removeAll(HANGING);
            answering.removeAll(Set.of("throws", "overflows-stack", "returns-bad-data"));
            assertThat(answering)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(host.say("orka:call " + name + " Misbehave"))
                            .contains("\"data\":\"well\""));
            assertThatAllAnswer(host, serving);

            // Removing these plugins may take long, but calls to other plugins do not.
            List<FutureTask<String>> ends = new ArrayList<>();
            for (String name : Set.copyOf(answering)) {
                if (!name.equals(WELL)) {
                    FutureTask<String> end = new FutureTask<>(() -> host.say("orka:remove " + name + "@v1.0.0"));
                    new Thread(end, "remove " + name).start();
                    ends.add(end);
                }
            }
            assertThat(host.say("orka:call " + WELL + " Say")).contains("\"data\":\"well\"");
            for (FutureTask<String> end : ends) {
                assertThat(end.get()).contains(" removed"); // the client may also report other removals
            }
            assertThatAllAnswer(host, Set.of(WELL, "throws", "overflows-stack", "returns-bad-data"));
        }
    }

    @Test
    void theReadmeNamesThemAllAndTheCodesTheyFailWith() throws IOException {
        String readme = Files.readString(CHAOS.resolve("README.md"));
        Set<String> named = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(readme)
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(directories());
        Map<String, String> words = new TreeMap<>();
        BROKEN.forEach((name, expected) -> words.put(name, expected.stage() + ", " + expected.code()));
        REFUSED.forEach((name, expected) -> words.put(name, expected.stage() + ", " + expected.code()));
        HANGING.forEach(name -> words.put(name, "ORKA-CALL-08"));
        words.forEach((name, word) -> assertThat(readme).containsPattern("(?m)^\\| `" + name + "` .*" + word));
        IN_A_CALL.forEach((call, code) -> assertThat(readme)
                .containsPattern("(?m)^\\| `" + call.substring(0, call.indexOf(' ')) + "` .*" + code));
    }

    private static void assertThatAllAnswer(HostProcess host, Set<String> names) {
        assertThat(names)
                .allSatisfy(name -> assertThat(host.say("orka:call " + name + " Say"))
                        .as(name)
                        .contains("\"data\":\"well\""));
    }

    private Path repository(String name) {
        Path repository = directory.resolve("repositories").resolve(name);
        new StoryRepository(repository).copy(CHAOS.resolve(name)).tag("v1.0.0");
        return repository;
    }

    private static String version(String name) {
        return name.equals("wrong-tag") ? "v9.9.9" : "v1.0.0";
    }

    private static String entry(String name, Path repository, String version) {
        return "{ \"name\": \"%s\", \"version\": \"%s\", \"repo\": \"%s\", \"service\": \"S\" }"
                .formatted(name, version, repository);
    }

    private static Set<String> directories() throws IOException {
        try (Stream<Path> files = Files.list(CHAOS)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
