package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host uses the settings in {@code config/host.json}. If that file has an error, the active versions stay active.
 */
class SettingsStoryTest {

    @TempDir
    private Path directory;

    private void settings(StoryHost host, String json) throws Exception {
        Path file = host.home().settingsFile();
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.writeString(file, json);
    }

    private static String failure(StoryHost host, String name) {
        assertThat(host.status(name).state()).as(name).isEqualTo(PluginState.FAILED);
        return requireNonNull(host.status(name).failure()).toString();
    }

    @Test
    void limitsAndDeadlinesAreThoseOfTheFile() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("large")
                    .plainPlugin("return null;")
                    .write("data.bin", "x".repeat(3000))
                    .tag("v1.0.0");
            host.repository("slow").plainPlugin("return null;").tag("v1.0.0");
            host.register("large@v1.0.0", "slow@v1.0.0");
            settings(
                    host,
                    "{ \"git\": { \"maxFile\": \"2k\" }, \"build\": { \"deadline\": \"1ms\", \"parallel\": 1 } }");
            host.start();

            assertThat(failure(host, "large")).contains("ORKA-GIT-06", "'data.bin' has 3000 bytes", "'git.maxFile'");
            assertThat(failure(host, "slow")).contains("ORKA-BUILD-08", "'build.deadline'");
            assertThat(host.shell("orka:settings"))
                    .containsPattern("git.maxFile +2k +host.json:1\n")
                    .containsPattern("build.parallel +1 +host.json:1\n")
                    .containsPattern("git.deadline +2m +default\n");
        }
    }

    @Test
    void mistakeIsToldAndWhatServedGoesOn() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("hello")
                    .plainPlugin("return Response.ok(\"hello\");")
                    .tag("v1.0.0");
            host.register("hello@v1.0.0");
            settings(host, "{ \"git\": { \"deadline\": \"77s\" } }");
            host.start();
            host.close();
            settings(host, "{ \"git\": { \"dedline\": \"78s\" } }");
            Orka restarted = host.start();

            assertThat(host.say("hello", "").data()).isEqualTo("hello");
            assertThat(requireNonNull(restarted.settings().problem()).line())
                    .startsWith("ORKA-SET-01: host.json has 1 problem: 1) 1:12 unknown setting 'git.dedline';"
                            + " did you mean 'deadline'?");
            assertThat(host.shell("orka:settings"))
                    .containsPattern("git.deadline +77s +the last valid host.json:1\n")
                    .contains("ORKA-SET-01");
        }
    }
}
