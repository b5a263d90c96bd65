package io.orka.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host with three plugins is killed at random times, repeatedly and on the same home. The next host activates every
 * plugin, in the version before or after the interrupted change, and then reaches the registry's state automatically.
 */
@Tag("machine")
class KillTest {

    private static final int KILLS = Integer.getInteger("orka.soak.kills", 50);
    private static final long SEED = Long.getLong("orka.seed", System.nanoTime());
    private static final List<String> VERSIONS = List.of("v0.1.0", "v0.2.0");
    private static final List<String> TAGGED = List.of("ada", "bob");
    private static final Pattern ANSWER = Pattern.compile("\\{\"success\":true,\"data\":\"([^\"]*)\"}");
    private static final long PATIENCE_SECONDS = 60;

    /** A rollback takes a moment, and a build takes longer. The kills are spread over that time. */
    private static final int SHORT_MILLIS = 200;

    private static final int LONG_MILLIS = 1_500;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final Map<String, Set<String>> allowed = new HashMap<>();
    private int commits;

    @BeforeEach
    void write() throws IOException {
        for (String name : TAGGED) {
            StoryRepository repository = new StoryRepository(directory.resolve(name));
            for (String version : VERSIONS) {
                repository
                        .plainPlugin("return Response.ok(\"%s\");".formatted(version))
                        .tag(version);
            }
            allowed.put(name, Set.of(VERSIONS.get(0)));
        }
        commit();
        allowed.put("eve", Set.of("1"));
        register(Map.of("ada", VERSIONS.get(0), "bob", VERSIONS.get(0)));
    }

    private void commit() {
        commits++;
        new StoryRepository(directory.resolve("eve"))
                .plainPlugin("return Response.ok(\"%d\");".formatted(commits))
                .commit("Number " + commits);
    }

    private Path registry() {
        return directory.resolve("plugins.json");
    }

    private OrkaHome home() {
        return OrkaHome.of(directory.resolve("home"));
    }

    private void register(Map<String, String> versions) throws IOException {
        String entry = "{ \"name\": \"%1$s\", %2$s\"repo\": \"%1$s\", \"service\": \"S\" }";
        StringBuilder entries = new StringBuilder(entry.formatted("eve", ""));
        versions.forEach((name, version) ->
                entries.append(",\n").append(entry.formatted(name, "\"version\": \"" + version + "\", ")));
        Path beside = Files.writeString(directory.resolve("plugins.json.new"), "[" + entries + "]");
        Files.move(beside, registry(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void everyPluginServesAfterEveryKill() throws Exception {
        System.out.println("KillTest: -Dorka.seed=" + SEED);
        try (HostProcess host = HostProcess.start(home(), registry())) {
            settle(host, "the first start");
        }
        for (int i = 0; i < KILLS; i++) {
            String where = "kill %d of -Dorka.seed=%d".formatted(i, SEED);
            if (random.nextInt(10) == 0) {
                try (HostProcess host = HostProcess.launch(home(), registry())) {
                    host.exitOrGoOn(random.nextInt(LONG_MILLIS));
                }
            }
            try (HostProcess host = HostProcess.start(home(), registry())) {
                allowed.forEach((name, versions) ->
                        assertThat(answer(host, name)).as(where + ": " + name).isIn(versions));
                settle(host, where);
                act(host);
            }
        }
        try (HostProcess host = HostProcess.start(home(), registry())) {
            settle(host, "the end of -Dorka.seed=" + SEED);
            host.signal("TERM");
            assertThat(host.exit()).isZero();
        }
        assertThatNoProcessIsLeft();
    }

    /** Applies the registry, checks the active versions, and allows only these versions from now on. */
    private void settle(HostProcess host, String where) throws IOException {
        assertThat(host.say("orka:apply")).as(where).doesNotContain("FAILED");
        assertThat(host.say("orka:list --json").split("\"state\":\\s*\"ACTIVE\"", -1))
                .as(where)
                .hasSize(TAGGED.size() + 2);
        String registered = Files.readString(registry());
        for (String name : TAGGED) {
            String version = answer(host, name);
            assertThat(registered)
                    .as(where)
                    .containsPattern("\"" + name + "\",\\s*\"version\":\\s*\"" + Pattern.quote(version) + "\"");
            allowed.put(name, Set.of(version));
        }
        allowed.put("eve", Set.of(answer(host, "eve")));
    }

    /** Starts a change and returns at a random time during the change. */
    private void act(HostProcess host) throws Exception {
        String name = TAGGED.get(random.nextInt(TAGGED.size()));
        String command;
        int length = LONG_MILLIS;
        // Builds take seconds, here and after the restart, mostly in steps that the failpoint tests cover. So they are
        // rare here.
        switch (random.nextInt(16)) {
            case 0 -> {
                command = "orka:swap " + name + " " + other(name);
                allowed.put(name, Set.copyOf(VERSIONS));
            }
            case 1 -> {
                Map<String, String> wanted = new HashMap<>();
                TAGGED.forEach(each -> wanted.put(each, VERSIONS.get(random.nextInt(VERSIONS.size()))));
                register(wanted);
                command = "orka:apply";
                TAGGED.forEach(each -> allowed.put(each, Set.copyOf(VERSIONS)));
            }
            case 2 -> {
                commit();
                command = "orka:reload eve";
                Set<String> either = new TreeSet<>(requireNonNull(allowed.get("eve")));
                either.add(Integer.toString(commits));
                allowed.put("eve", either);
            }
            default -> {
                command = "orka:rollback " + name;
                length = SHORT_MILLIS;
                allowed.put(name, Set.copyOf(VERSIONS));
            }
        }
        Thread acting = new Thread(() -> host.say(command), "act");
        acting.start();
        acting.join(1 + random.nextInt(length));
    }

    private String other(String name) {
        return VERSIONS.stream()
                .filter(version -> !requireNonNull(allowed.get(name)).contains(version))
                .findFirst()
                .orElseThrow();
    }

    private static String answer(HostProcess host, String name) {
        String said = host.say("orka:call " + name + " Say");
        Matcher matcher = ANSWER.matcher(said);
        return matcher.find() ? matcher.group(1) : said;
    }

    /** Checks that the workers and their child processes end after the host's end. */
    private void assertThatNoProcessIsLeft() throws IOException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        while (!processes().isEmpty() && System.nanoTime() < end) {
            Poll.again();
        }
        assertThat(processes()).isEmpty();
    }

    private List<String> processes() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .map(process -> read(process.resolve("cmdline")))
                    .filter(command -> command.contains(directory.toString()))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
