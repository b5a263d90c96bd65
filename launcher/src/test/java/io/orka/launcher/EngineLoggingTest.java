package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine bundle and a plugin say by every way there is, in a host of its own process. */
class EngineLoggingTest {

    private static final String TALKER = "acme.talk";
    private static final String PLUGIN = "chatty@v1";

    @TempDir
    private Path directory;

    @BeforeEach
    void anEngineThatCallsAPlugin() throws IOException {
        talker().into(OrkaHome.of(directory.resolve("home")).engineBundles());
        new StoryRepository(directory.resolve("chatty")).plainPlugin("""
                System.out.println("plugin " + request.string("word"));
                System.err.print("plugin erred\\n");
                java.util.logging.Logger.getLogger("plugin").warning("plugin logged");
                Thread dies = new Thread(() -> { throw new IllegalStateException("plugin's thread died"); });
                dies.start();
                dies.join();
                return Response.ok(null);
                """).tag("v1");
        Files.writeString(
                directory.resolve("plugins.json"),
                "[ { \"name\": \"chatty\", \"version\": \"v1\", \"repo\": \"chatty\", \"service\": \"S\" } ]");
    }

    private SourceBundle talker() throws IOException {
        SourceBundle bundle = new SourceBundle(directory, TALKER)
                .header("Bundle-Activator", "acme.talk.Activator")
                .header("Service-Component", "OSGI-INF/components.xml")
                .header(
                        "Import-Package",
                        "org.osgi.framework,org.osgi.util.tracker,io.orka.sdk;version=\"[1,2)\","
                                + "org.slf4j;version=\"[2,3)\",org.slf4j.spi;version=\"[2,3)\","
                                + "org.osgi.service.log;version=\"[1.5,2)\"")
                .file("OSGI-INF/components.xml", resource("components.xml"));
        for (String name : List.of("Activator", "Component", "Boom")) {
            bundle.source(name, resource(name + ".java"));
        }
        return bundle;
    }

    private static String resource(String name) throws IOException {
        try (var in = requireNonNull(EngineLoggingTest.class.getResourceAsStream("/talker/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyLineOfStandardOutputAndOfTheLogIsOneJsonObject() throws Exception {
        run("--log-json");

        List<JsonNode> printed = json(directory.resolve("stdout.txt"));
        List<JsonNode> logged = json(log());
        assertThat(printed).hasSizeGreaterThan(40);
        for (List<JsonNode> lines : List.of(printed, logged)) {
            assertThat(lines).noneMatch(line -> line.path("level").asText().equals("FORGED"));
            JsonNode slf4j = line(lines, TALKER, "slf4j has said");
            assertThat(slf4j.path("level").asText()).isEqualTo("WARN");
            assertThat(slf4j.path("loggerName").asText()).isEqualTo("acme.talk.Activator");
            assertThat(slf4j.path("throwable").path("message").asText()).startsWith("slf4j trace\n2026-");
            assertThat(line(lines, TALKER, "odd logger said").path("loggerName").asText())
                    .startsWith("odd \" logger\n");
            JsonNode fluent = line(lines, TALKER, "fluent said");
            assertThat(fluent.path("kvpList").toString()).isEqualTo("[{\"order\":\"7\"},{\"bundle\":\"forged\"}]");
            assertThat(line(lines, TALKER, "odd trace said").toString()).contains("\"a\\\"b\\n2026-");
            assertThat(line(lines, TALKER, "osgi has said")
                            .path("throwable")
                            .path("message")
                            .asText())
                    .isEqualTo("of osgi");
            assertThat(lines).anyMatch(line -> line.toString().contains("boom in constructor"));
            for (String said : SAID) {
                line(lines, TALKER, said);
            }
            line(lines, PLUGIN, "plugin said");
            assertThat(line(lines, PLUGIN, "plugin erred").path("level").asText())
                    .isEqualTo("WARN");
            line(lines, PLUGIN, "plugin logged");
            assertThat(lines)
                    .anyMatch(line -> line.path("bundle").asText().equals(PLUGIN)
                            && line.path("throwable").path("message").asText().equals("plugin's thread died"));
        }
    }

    private static final List<String> SAID = List.of(
            "argument said",
            "printed by an argument",
            "jul has said",
            "jul trace",
            "system logger said",
            "printf has said",
            "old log said",
            "heard: printf has said",
            "out said",
            "err said",
            "in parts",
            "formatted 1",
            "appended",
            "wörtlich",
            "many",
            "lines",
            "forged",
            "java.lang.RuntimeException: printed trace",
            "said after the end",
            "without an end",
            "thread said",
            "odd thread said",
            "reference said",
            "component said",
            "component printed",
            "called back",
            "last words");

    private JsonNode line(List<JsonNode> lines, String bundle, String message) {
        return lines.stream()
                .filter(line -> line.path("bundle").asText().equals(bundle)
                        && line.path("message").asText().equals(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + bundle + " says '" + message + "' in " + log()));
    }

    private static List<JsonNode> json(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readString(file).split("\n", -1)) {
            if (!line.isEmpty()) {
                JsonNode node = mapper.readTree(line);
                assertThat(node.isObject()).as(line).isTrue();
                lines.add(node);
            }
        }
        return lines;
    }

    private Path log() {
        return OrkaHome.of(directory.resolve("home")).logs().resolve("orka.log");
    }

    /** Runs a host until the plugin has been called, and ends it. */
    private void run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dorka.distribution=" + System.getProperty("orka.distribution"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--home",
                directory.resolve("home").toString(),
                "--registry",
                directory.resolve("plugins.json").toString()));
        command.addAll(List.of(options));
        Process host = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("stdout.txt").toFile())
                .redirectError(directory.resolve("stderr.txt").toFile())
                .start();
        host.getOutputStream().close();
        try {
            while (host.isAlive()
                    && !(Files.exists(log()) && Files.readString(log()).contains("thread died"))) {
                assertThat(host.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
            }
        } finally {
            host.destroy();
        }
        assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(host.exitValue())
                .as(Files.readString(directory.resolve("stderr.txt")))
                .isZero();
    }
}
