package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a failed swap, commands show the failed version first, then the active version. */
class FailedSwapTest {

    private static final String THROWS = """
            import io.orka.sdk.*;
            public class Plugin {
                public Plugin() { throw new IllegalStateException("no constructor today"); }
                public Response callMethod(Request request) { return Response.ok(1); }
            }
            """;

    @TempDir
    private Path directory;

    private static StoryHost swapped(StoryHost host, String version) throws Exception {
        StoryRepository repository = host.repository("a");
        repository.plainPlugin("return Response.ok(\"first\");").tag("v1");
        repository.plainPlugin("return nothing;").tag("vBuild");
        repository.write("Plugin.java", THROWS).tag("vThrow");
        host.register("a@v1").start();
        assertThat(host.shell("orka:swap a " + version))
                .startsWith("FAILED ")
                .contains("a@v1  stays active until a@" + version + " is ready\n")
                .containsPattern(
                        "plugins\\.json now has a@" + version + "\\. Orka retries it automatically, next in \\d+s\\."
                                + " To go back to a@v1, run orka:rollback a\\.");
        return host;
    }

    @ParameterizedTest
    @CsvSource({
        "vNone, CLONING, ORKA-GIT-04",
        "vBuild, BUILDING, ORKA-BUILD-03",
        "vThrow, STARTING, ORKA-DEPLOY-07",
    })
    void whyAndLogBeginWithWhatFailed(String version, String stage, String code) throws Exception {
        try (StoryHost host = swapped(new StoryHost(directory), version)) {
            String failed = "a@" + version + " " + stage + " " + code + ": ";

            String why = host.shell("orka:why a");
            assertThat(why).startsWith(failed).contains("  what to do     ");
            assertThat(why)
                    .containsPattern("meanwhile +a@v1 answers calls to a, active since 20\\d\\d-.*Z \\(\\d+s\\)\\.\n");
            assertThat(why).contains("\nMore: orka:help " + code + "\na@v1 is ACTIVE.");
            assertThat(why).containsPattern("active since +20\\d\\d-.*Z \\(\\d+s\\)\n");
            assertThat(withoutAges(host.shell("orka:why a@" + version))).isEqualTo(withoutAges(why));
            assertThat(host.shell("orka:why a@v1"))
                    .startsWith("a@v1 is ACTIVE.")
                    .doesNotContain(code);

            String log = host.shell("orka:log a");
            assertThat(log).startsWith(failed).containsPattern("\na@v1 is active since 20\\d\\d-.*Z");
            assertThat(host.shell("orka:log a@v1")).doesNotContain(code);
            assertThat(withoutAges(host.shell("orka:log a v1"))).isEqualTo(withoutAges(host.shell("orka:log a@v1")));
        }
    }

    @Test
    void logsOfWhatWasRolledBackStayReadable() throws Exception {
        try (StoryHost host = swapped(new StoryHost(directory), "vBuild")) {
            assertThat(host.shell("orka:rollback a"))
                    .isEqualTo("a@v1  is still active; plugins.json is set back to a@v1\n");

            assertThat(host.shell("orka:why a")).startsWith("a@v1 is ACTIVE.");
            for (String log : new String[] {"orka:log a@vBuild", "orka:log a vBuild", "orka:log a Build"}) {
                assertThat(host.shell(log))
                        .as(log)
                        .contains(
                                "build/a@vBuild.log\n",
                                "[ERROR] ",
                                "a@vBuild BUILDING ORKA-BUILD-03: ",
                                "a@v1 is active");
            }
            assertThat(host.shell("orka:log a")).contains("Other logs: a@vBuild (orka:log KEY)");
            assertThat(host.shell("orka:log a v7")).startsWith("FAILED ").contains("ORKA-PLUGIN-02");
            assertThat(host.shell("orka:log ../a")).startsWith("FAILED ").contains("ORKA-PLUGIN-01");
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("a@v1").start();
            assertThat(host.shell("orka:log a@vBuild")).contains("[ERROR] ");
            assertThat(host.shell("orka:remove a")).doesNotContain("FAILED");
            assertThat(host.shell("orka:log a")).contains("build/a@v");
        }
    }

    @Test
    void ofVersionsThatAreGoneTheNewestLogsAreKept() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("a").plainPlugin("return Response.ok(1);").tag("v1");
            host.register("a@v1").start();
            Path logs = host.home().buildLogs();
            Files.setLastModifiedTime(logs.resolve("a@v1.log"), FileTime.from(Instant.EPOCH));
            for (int i = 0; i < 60; i++) {
                Path old = Files.writeString(logs.resolve("a@old" + i + ".log"), "old");
                Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH.plusSeconds(1 + i)));
            }

            assertThat(host.shell("orka:gc")).doesNotContain("FAILED");

            assertThat(logs.resolve("a@v1.log")).exists();
            assertThat(logs.resolve("a@old9.log")).doesNotExist();
            assertThat(logs.resolve("a@old10.log")).exists();
        }
    }

    @Test
    void ofVersionsThatAreGoneTheNewestOutputIsKept() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("a").plainPlugin("return Response.ok(1);").tag("v1");
            host.register("a@v1").start();
            Path logs = Files.createDirectories(host.home().pluginLogs());
            for (String suffix : new String[] {".log", ".log.1", ".crash.log"}) {
                Path own = Files.writeString(logs.resolve("a@v1" + suffix), "own");
                Files.setLastModifiedTime(own, FileTime.from(Instant.EPOCH));
                for (int i = 0; i < 60; i++) {
                    Path old = Files.writeString(logs.resolve("a@feature%2Fold" + i + suffix), "old");
                    Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH.plusSeconds(1 + i)));
                }
            }

            assertThat(host.shell("orka:gc")).doesNotContain("FAILED");

            for (String suffix : new String[] {".log", ".log.1", ".crash.log"}) {
                assertThat(logs.resolve("a@v1" + suffix)).exists();
                assertThat(logs.resolve("a@feature%2Fold9" + suffix)).doesNotExist();
                assertThat(logs.resolve("a@feature%2Fold10" + suffix)).exists();
            }
        }
    }

    @Test
    void whatIsHeldOffIsToldTheSameWay() throws Exception {
        try (StoryHost host = swapped(new StoryHost(directory), "vThrow")) {
            for (int i = 0; i < 5; i++) {
                assertThat(host.shell("orka:reload a@vThrow")).startsWith("FAILED ");
            }

            assertThat(host.shell("orka:why a"))
                    .startsWith("a@vThrow STARTING ORKA-DEPLOY-07: ")
                    .contains("(quarantined after repeated failures)", "\na@v1 is ACTIVE.");
        }
    }

    /** Removes ages, because seconds may pass between two outputs. */
    private static String withoutAges(String words) {
        return words.replaceAll("\\b\\d+s\\b", "some s");
    }
}
