package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orka:plan FILE} and {@code orka plan} print the pending changes without making them. */
class PlanTest {

    private static final String ENTRY =
            "{ \"name\": \"%s\", \"version\": \"%s\", \"repo\": \"%s\", \"service\": \"aService\" }";

    @TempDir
    private Path directory;

    private Path file(String... entries) throws IOException {
        return Files.writeString(directory.resolve("other.json"), "[" + String.join(",\n", entries) + "]");
    }

    private Map<String, Object> disk() throws IOException {
        Map<String, Object> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory.resolve("home"))) {
            for (Path path : (Iterable<Path>) all::iterator) {
                files.put(path.toString(), Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

    @Test
    void withAndWithoutAHostTheSameIsPlannedAndNothingIsDone() throws Exception {
        CommandProcesses orka = new CommandProcesses(directory);
        String local = ENTRY.formatted("a", "v1", "repositories/a");
        String remote = ENTRY.formatted("far", "v1", "https://localhost:1/far.git");
        Path other = file(local, remote);
        String register = "+ install far@v1 from https://localhost:1/far.git: fetch over the network and build\n";
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("a").plainPlugin("return Response.ok(1);").tag("v1");
            host.register("a@v1").start();

            String planned = host.shell("orka:plan " + other);
            assertThat(planned)
                    .startsWith(register)
                    .contains("only when it fetches it")
                    .doesNotContain("a@v1");
            assertThat(orka.run("plan", "--registry", "other.json").output()).isEqualTo(planned);
            assertThat(orka.run("plan"))
                    .isEqualTo(new CommandProcesses.Ended(0, "No changes. Running plugins match plugins.json.\n"));
            assertThat(host.shell("orka:plan '" + directory.resolve("none.json") + "'"))
                    .startsWith("FAILED ")
                    .contains("ORKA-REG-01: there is no registry file " + directory.resolve("none.json"));
            assertThat(host.shell("orka:list")).doesNotContain("far", "ORKA-REG");
        }
        Map<String, Object> before = disk();

        CommandProcesses.Ended planned = orka.run("plan", "--registry", other.toString());
        assertThat(planned.exit()).as(planned.output()).isZero();
        assertThat(planned.output()).startsWith(register).doesNotContain("a@v1", "\u001b");
        file(ENTRY.formatted("a", "v2", "repositories/a"));
        assertThat(orka.run("plan", "--registry", other.toString(), "--json").output())
                .containsPattern("\"change\":\\s*\"REPLACE\"")
                .containsPattern("\"source\":\\s*\"LOCAL\"")
                .containsPattern("\"network\":\\s*\"maybe\"");
        Files.writeString(other, "[{]");
        CommandProcesses.Ended broken = orka.run("plan", "--registry", other.toString());
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.output()).contains("Nothing can be applied", "ORKA-REG-01: other.json has 1 problem");
        assertThat(disk()).isEqualTo(before);
    }

    @Test
    void aHomeThatIsNotThereIsNotMade() throws Exception {
        Path other = file(ENTRY.formatted("a", "v1", "repositories/a"));

        CommandProcesses.Ended planned = new CommandProcesses(directory).run("plan", "--registry", other.toString());
        assertThat(planned.exit()).as(planned.output()).isZero();
        assertThat(planned.output())
                .startsWith("+ install a@v1 from repositories/a: local build; needs the network if a library");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void whatHasNoBundleIsStartedFromItsLockedCommit() throws Exception {
        CommandProcesses orka = new CommandProcesses(directory);
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("a").plainPlugin("return Response.ok(1);").tag("v1");
            host.register("a@v1").start();
        }
        String registry = directory.resolve("plugins.json").toString();
        assertThat(orka.run("plan", "--registry", registry))
                .isEqualTo(new CommandProcesses.Ended(
                        0, "No changes. The plugins that a start restores match the registry file.\n"));

        Files.move(directory.resolve("home/store"), directory.resolve("store"));
        assertThat(orka.run("plan", "--registry", registry).output())
                .startsWith("+ install a@v1 from repositories/a: rebuild of the locked commit");
    }

    @Test
    void aHostThatAppliesOnCommandChangesNothingAtItsStart() throws Exception {
        CommandProcesses orka = new CommandProcesses(directory);
        Path settings = directory.resolve("home/config/host.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{ \"apply\": \"manual\" }");
        Path other = file(ENTRY.formatted("a", "v1", "repositories/a"));
        Map<String, Object> before = disk();

        assertThat(orka.run("plan", "--registry", other.toString()).output())
                .contains("+ install a@v1")
                .contains("registry: edited; run orka:apply to apply: a\n")
                .contains("Not at the start: host.json sets \"apply\": \"manual\", so run orka:apply.\n");
        assertThat(orka.run("plan", "--json", "--registry", other.toString()).output())
                .containsPattern("\"pending\":\\s*\\[\\s*\"a\"");
        assertThat(disk()).isEqualTo(before);
    }

    @Test
    void aHostWhoseRunFilesAreElsewhereIsAsked() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("run"));
        OrkaHome home = OrkaHome.of(directory.resolve("home"));
        home.create();
        OrkaHome elsewhere = home.runningIn(temporary.resolve("orka-" + digest(home.directory())));
        Path registry = Files.writeString(directory.resolve("plugins.json"), "[]");
        Files.createDirectories(elsewhere.run(), OrkaHome.OWNER_ONLY);
        try (Orka host = Orka.open(elsewhere, registry)) {
            CommandProcesses orka = new CommandProcesses(directory);
            Path output = directory.resolve("planned.txt");
            ProcessBuilder plan = orka.builder("plan").redirectOutput(output.toFile());
            plan.environment().put("XDG_RUNTIME_DIR", temporary.toString());

            assertThat(orka.ended(plan.start(), output, "plan"))
                    .isEqualTo(new CommandProcesses.Ended(0, "No changes. Running plugins match plugins.json.\n"));
            assertThat(host.plugins().list()).isEmpty();
        }
    }

    private static String digest(Path home) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(home.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 16);
    }
}
