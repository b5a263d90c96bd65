package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the setting {@code "apply": "manual"}, a host applies edits of the registry only on command. */
class ApplyOnCommandTest {

    private static final String PENDING = "registry: edited; run orka:apply to apply: ";

    @TempDir
    private Path directory;

    @BeforeEach
    void repositories() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            for (String name : new String[] {"a", "b"}) {
                for (String version : new String[] {"v1", "v2"}) {
                    host.repository(name)
                            .plainPlugin("return Response.ok(\"%s\");".formatted(version))
                            .tag(version);
                }
            }
        }
    }

    private StoryHost host() throws Exception {
        StoryHost host = new StoryHost(directory);
        Files.createDirectories(host.home().config());
        Files.writeString(host.home().settingsFile(), "{ \"apply\": \"manual\" }");
        return host;
    }

    private static void assertActive(StoryHost host, String... keys) {
        assertThat(host.orka().plugins().list())
                .allSatisfy(plugin -> assertThat(plugin.state()).isEqualTo(PluginState.ACTIVE))
                .extracting(PluginStatus::key)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(keys);
    }

    @Test
    void whatIsEditedWaitsForTheCommandAlsoOverARestart() throws Exception {
        try (StoryHost host = host()) {
            host.register("a@v1").start();
            assertThat(host.shell("orka:list")).contains("No plugins", PENDING + "a\n");
            assertThat(host.shell("orka:settings")).containsPattern("apply +manual +host.json:1\n");
            assertThat(host.shell("orka:status")).doesNotContain("FAILED").contains(PENDING + "a\n");

            assertThat(host.shell("orka:apply")).contains("a@v1  started");
            assertThat(host.shell("orka:list")).doesNotContain(PENDING);
            assertActive(host, "a@v1");

            host.register("a@v2", "b@v1");
            for (String command : new String[] {"orka:list", "orka:plan", "orka:why a", "orka:status"}) {
                assertThat(host.shell(command)).as(command).contains(PENDING + "a, b\n");
            }
            assertThat(host.shell("orka:plan")).contains("~ replace a@v1 with a@v2", "+ install b@v1");
            assertThat(host.shell("orka:list --all --json")).containsPattern("\"pending\":\\s*\\[\\s*\"a\",\\s*\"b\"");
            assertActive(host, "a@v1");
        }
        try (StoryHost host = host()) {
            host.register("b@v1").start();
            assertActive(host, "a@v1"); // the registry no longer contains a@v1
            assertThat(host.say("a", "").data()).isEqualTo("v1");
            assertThat(host.shell("orka:plan")).contains("- remove a@v1", "+ install b@v1");

            assertThat(host.shell("orka:apply")).contains("b@v1  started");
            assertActive(host, "b@v1");
        }
    }

    @Test
    void aCommandForOnePluginLeavesTheEditsOfOthers() throws Exception {
        try (StoryHost host = host()) {
            host.register("a@v1", "b@v1").start();
            assertThat(host.shell("orka:apply")).doesNotContain("FAILED");

            host.register("a@v1", "b@v2");
            assertThat(host.shell("orka:swap a v2")).contains("replaced a@v1");
            assertThat(host.shell("orka:list")).contains(PENDING + "b\n");
            assertThat(host.shell("orka:rollback a")).doesNotContain("FAILED");
            assertThat(host.shell("orka:list")).contains(PENDING + "b\n");
            assertActive(host, "a@v1", "b@v1");
            assertThat(host.orka().plugins().settled()).isTrue();
        }
    }

    @Test
    void theWayBackIsThereWhileAnEditOfTheSamePluginWaits() throws Exception {
        try (StoryHost host = host()) {
            host.register("a@v1").start();
            host.shell("orka:apply");
            assertThat(host.shell("orka:swap a v2")).contains("replaced a@v1");

            host.register("a@v3");
            assertThat(host.shell("orka:list")).contains(PENDING + "a\n");
            assertThat(host.shell("orka:rollback a")).doesNotContain("FAILED");
            assertActive(host, "a@v1");
            assertThat(Files.readString(host.registryFile())).contains("\"v1\"");
            assertThat(host.shell("orka:list")).doesNotContain(PENDING);
        }
    }

    @Test
    void whatACommandSaysReplacesAnEditOfTheSamePluginThatWaits() throws Exception {
        try (StoryHost host = host()) {
            host.register("a@v1", "b@v1").start();
            host.shell("orka:apply");

            host.register("a@v3", "b@v3");
            assertThat(host.shell("orka:swap a v2")).contains("replaced a@v1");
            assertActive(host, "a@v2", "b@v1");
            assertThat(host.shell("orka:list")).contains(PENDING + "b\n");

            host.register("a@v1", "b@v3");
            String edited = Files.readString(host.registryFile());
            assertThat(host.shell("orka:swap a v1")).contains("replaced a@v2");
            assertThat(Files.readString(host.registryFile())).isEqualTo(edited);

            assertThat(host.shell("orka:remove b")).contains("b@v1").doesNotContain("FAILED");
            assertActive(host, "a@v1");
            assertThat(host.shell("orka:list")).doesNotContain(PENDING);
        }
    }

    @Test
    void editsOfOtherVersionsOfTheNameStillWait() throws Exception {
        try (StoryHost host = host()) {
            host.repository("a").plainPlugin("return Response.ok(\"v3\");").tag("v3");
            host.register("a@v1", "a@v2").start();
            host.shell("orka:apply");
            assertActive(host, "a@v1", "a@v2");

            host.register("a@v2");
            assertThat(host.shell("orka:swap a@v2 v3")).contains("replaced a@v2");
            assertActive(host, "a@v1", "a@v3");
            assertThat(host.shell("orka:list")).contains(PENDING + "a\n");

            assertThat(host.shell("orka:remove a@v1")).doesNotContain("FAILED"); // the file no longer contains a@v1
            assertActive(host, "a@v3");
            assertThat(Files.readString(host.registryFile())).contains("\"v3\"");
        }
    }

    @Test
    void theTerminalIsToldOfEachEditThatWaitsAndOfNoMendingWhereNothingWasWrong() throws Exception {
        try (StoryHost host = host()) {
            host.register("a@v1").start();
            List<String> lines = new CopyOnWriteArrayList<>();
            RegistryFollower registry = host.orka().registry();
            Subscription listening = registry.listen(lines::add);
            assertThat(lines).containsExactly(PENDING + "a");

            host.shell("orka:apply");
            lines.clear();
            host.register("a@v2");
            registry.tell();
            assertThat(lines).contains(PENDING + "a");

            host.register("a@v1");
            registry.tell();
            assertThat(lines).noneMatch(line -> line.contains("all problems are fixed"));

            Files.writeString(host.registryFile(), "[");
            registry.tell();
            host.register("a@v2");
            registry.tell();
            assertThat(lines).anyMatch(line -> line.contains("all problems are fixed"));
            listening.close();
        }
    }

    @Test
    void whatFailsIsNotSuccessfulByAnEditThatWaits() throws Exception {
        try (StoryHost host = host()) {
            host.register("a@none").start();
            assertThat(host.shell("orka:apply")).contains("FAILED ", "ORKA-GIT-04");

            host.register("a@v1");
            assertThat(host.shell("orka:plan")).contains("! retry a@none", "+ install a@v1", PENDING + "a\n");
            assertThat(host.shell("orka:reload a@none")).contains("ORKA-GIT-04");
            assertThat(host.status("a").state()).isEqualTo(PluginState.FAILED);

            assertThat(host.shell("orka:apply")).contains("a@v1  started");
            assertActive(host, "a@v1");
        }
    }
}
