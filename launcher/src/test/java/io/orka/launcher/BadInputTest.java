package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad plugin fails in one line with a code, {@code orka:why} explains it, and the good one beside them serves. */
class BadInputTest {

    @TempDir
    private Path directory;

    @Test
    void everyBadPluginIsExplainedAndTheGoodOneServes() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("good").plainPlugin("return Response.ok(\"good\");").tag("v1.0.0");
            StoryRepository noTag = host.repository("no-such-ref").plainPlugin("return Response.ok(1);");
            noTag.tag("v0.9.0");
            host.repository("no-config")
                    .write("Plugin.java", "public class Plugin {}")
                    .tag("v1.0.0");
            host.repository("broken-config")
                    .plainPlugin("return null;")
                    .write("config.json", "{ \"name\": ")
                    .tag("v1.0.0");
            host.repository("broken-pom")
                    .mavenPlugin("package acme; public class Plugin { int x = ; }")
                    .tag("v1.0.0");
            host.repository("no-entrypoint")
                    .write("config.json", StoryRepository.CONFIG)
                    .write(
                            "Plugin.java",
                            "public class Plugin { public String orkaCall(String wrong) { return wrong; } }")
                    .tag("v1.0.0");
            String one =
                    "public class %s { public io.orka.sdk.Response callMethod(io.orka.sdk.Request r) { return null; } }";
            host.repository("two-entrypoints")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("One.java", one.formatted("One"))
                    .write("Two.java", one.formatted("Two"))
                    .tag("v1.0.0");
            host.repository("throws")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Plugin.java", """
                            public class Plugin {
                                public Plugin() { throw new IllegalStateException("no luck today"); }
                                public io.orka.sdk.Response callMethod(io.orka.sdk.Request r) { return null; }
                            }
                            """)
                    .tag("v1.0.0");
            host.register(
                            "good@v1.0.0",
                            "no-such-repository@v1.0.0",
                            "no-such-ref@v1.0.0",
                            "no-config@v1.0.0",
                            "broken-config@v1.0.0",
                            "broken-pom@v1.0.0",
                            "no-entrypoint@v1.0.0",
                            "two-entrypoints@v1.0.0",
                            "throws@v1.0.0")
                    .start();

            assertThat(host.say("good", "").data()).isEqualTo("good");
            fails(host, "no-such-repository", PluginState.CLONING, "no-such-repository");
            fails(host, "no-such-ref", PluginState.CLONING, "v0.9.0");
            fails(host, "no-config", PluginState.CLONING, "config.json");
            fails(host, "broken-config", PluginState.CLONING, "config.json");
            fails(host, "broken-pom", PluginState.BUILDING, "src/main/java/acme/Plugin.java:1");
            fails(host, "no-entrypoint", PluginState.WRAPPING, "orkaCall(String)");
            fails(host, "two-entrypoints", PluginState.WRAPPING, "One", "Two", "\"main\"");
            fails(host, "throws", PluginState.STARTING, "no luck today");
        }
    }

    private static void fails(StoryHost host, String name, PluginState stage, String... words) {
        assertThat(host.status(name).state()).as(name).isEqualTo(PluginState.FAILED);
        Failure failure = requireNonNull(host.status(name).failure());
        assertThat(failure.stage()).as(failure.toString()).isEqualTo(stage);
        assertThat(failure.code()).matches("ORKA-[A-Z]+-\\d\\d");
        String line = failure.reason() + ". " + failure.remedy();
        assertThat(line).contains(words).doesNotContain("\n");
        assertThat(host.shell("orka:why " + name)).contains(failure.code()).contains(failure.remedy());
    }

    @Test
    void aTypoIsAnsweredWithTheNearestName() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("telegram")
                    .plainPlugin("return Response.ok(request.string(\"word\", \"\"));")
                    .tag("v1.0.0");
            host.register("telegram@v1.0.0").start();

            assertThat(host.shell("orka:call telegarm Say"))
                    .startsWith("FAILED")
                    .contains("ORKA-")
                    .contains("telegram");
            assertThat(host.shell("orka:call telegram@v2.0.0 Say"))
                    .startsWith("FAILED")
                    .contains("ORKA-")
                    .contains("v1.0.0");
            assertThat(host.shell("orka:call telegram Sya"))
                    .startsWith("FAILED")
                    .contains("ORKA-")
                    .contains("Say");
            assertThat(host.shell("orka:call telegram Say word=Ada")).contains("{\"success\":true,\"data\":\"Ada\"}");
        }
    }

    @Test
    void anAnswerThatIsNotJsonNamesThePlace() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("odd")
                    .plainPlugin("return Response.ok(Map.of(\"list\", List.of(1, new java.util.Date(0))));")
                    .tag("v1.0.0");
            host.register("odd@v1.0.0").start();

            assertThat(host.shell("orka:call odd Say"))
                    .startsWith("FAILED")
                    .contains("ORKA-CALL-")
                    .contains("list[1]")
                    .contains("java.util.Date");
        }
    }

    @Test
    void aSecondHostOnOneHomeIsToldWhoHoldsIt() throws Exception {
        try (StoryHost opened = new StoryHost(directory)) {
            opened.start();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Orka.open(opened.home(), opened.registryFile()))
                    .isInstanceOf(HostFailure.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        try (StoryHost opened = new StoryHost(directory)) {
            Files.createDirectories(opened.home().run());
            opened.start();
        }
    }
}
