package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the output of an engine bundle and a plugin, from every kind of logging and printing, in a separate host
 * process.
 */
class EngineLoggingTest {

    private static final String TALKER = Talker.BUNDLE;
    private static final String PLUGIN = Talker.PLUGIN;

    private static final Pattern RECORD =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}\\S+ (INFO |WARN |ERROR) \\[[a-z@0-9.]+] \\[.*] \\S+ .*");
    private static final Pattern SHOWN =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d (INFO |WARN |ERROR) (\\[(acme\\.talk|chatty@v1)] )?.*");

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
            "said in its place",
            "without an end",
            "thread said",
            "odd thread said",
            "reference said",
            "component said",
            "component printed",
            "called back",
            "last words");

    @TempDir
    private Path directory;

    @Test
    void everyLineOfStandardOutputAndOfTheLogIsOneJsonObject() throws Exception {
        Talker talker = Talker.in(directory).withPlugin();

        talker.run("--log-json");

        for (Path file : List.of(talker.printed(), talker.log())) {
            List<JsonNode> lines = json(file);
            assertThat(lines).noneMatch(line -> line.path("level").asText().equals("FORGED"));
            JsonNode slf4j = line(lines, TALKER, "slf4j has said");
            assertThat(slf4j.path("level").asText()).isEqualTo("WARN");
            assertThat(slf4j.path("loggerName").asText()).isEqualTo("acme.talk.Activator");
            assertThat(slf4j.path("throwable").path("message").asText()).startsWith("slf4j trace\n2026-");
            assertThat(line(lines, TALKER, "odd logger said").path("loggerName").asText())
                    .startsWith("odd \" logger\n");
            assertThat(line(lines, TALKER, "fluent said").path("kvpList").toString())
                    .isEqualTo("[{\"order\":\"7\"},{\"bundle\":\"forged\"}]");
            assertThat(line(lines, TALKER, "odd trace said").toString()).contains("\"a\\\"b\\n2026-");
            assertThat(thrown(lines, "of jul")).containsExactly(TALKER);
            assertThat(thrown(lines, "of osgi")).containsExactly(TALKER);
            assertThat(thrown(lines, "the listener threw")).containsExactly(TALKER);
            assertThat(thrown(lines, "nobody caught this")).containsExactly(TALKER);
            assertThat(thrown(lines, "boom in constructor")).containsExactly(TALKER);
            SAID.forEach(said -> line(lines, TALKER, said));

            line(lines, PLUGIN, "plugin said");
            line(lines, PLUGIN, "plugin logged");
            assertThat(line(lines, PLUGIN, "plugin erred").path("level").asText())
                    .isEqualTo("WARN");
            assertThat(thrown(lines, "plugin's thread died")).containsExactly(PLUGIN);
            assertThat(lines)
                    .anyMatch(line ->
                            !line.has("bundle") && line.path("message").asText().equals("Stopped"));
        }
    }

    @Test
    void noLineOfTextCanBeForged() throws Exception {
        Talker talker = Talker.in(directory).withPlugin();

        talker.run();

        List<String> logged = Files.readAllLines(talker.log());
        assertThat(logged)
                .allMatch(line -> line.startsWith("\t") || RECORD.matcher(line).matches())
                .anyMatch(line -> line.endsWith(
                        " WARN  [acme.talk] [orka-engine-start acme.talk] acme.talk.Activator slf4j has said"))
                .anyMatch(line -> line.endsWith(" INFO  [acme.talk] [orka-engine-start acme.talk] stdout out said"))
                .anyMatch(line -> line.endsWith(" INFO  [chatty@v1] [calls] stdout plugin said"))
                .anyMatch(line -> line.contains(" INFO  [orka] [") && line.endsWith(" Stopped"))
                .anyMatch(line -> line.startsWith("\t") && line.contains("IllegalStateException: boom in constructor"));
        assertThat(logged)
                .filteredOn(line -> line.contains("forged"))
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.startsWith("\t") || line.contains(" [acme.talk] ["));
        assertThat(Files.readAllLines(talker.printed()))
                .allMatch(line -> SHOWN.matcher(line).matches())
                .anyMatch(line -> line.endsWith(" INFO  [acme.talk] out said"))
                .noneMatch(line -> line.contains("\u001b") || line.contains("\u202e"));
    }

    @Test
    void aCommandPrintsToItsSessionAndAllElseToTheLog() throws Exception {
        Talker talker = Talker.in(directory);

        talker.exec("talk:say alone");

        assertThat(Files.readString(talker.printed())).isEqualTo("session: alone\n");
        assertThat(Files.readString(talker.log()))
                .contains("[acme.talk]", "stdout beside the session: alone", "stdout last words");
    }

    @Test
    void aFloodFillsNeitherTheDiskNorTheHost() throws Exception {
        Talker talker = Talker.in(directory);
        try (HostProcess host = HostProcess.start(talker.home(), talker.registry())) {
            assertThat(host.say("talk:say before")).contains("session: before\n");
            assertThat(host.output()).contains("[acme.talk] beside the session: before");
            long before = Files.size(talker.log());

            assertThat(host.say("talk:flood 5000")).contains("4 floods have ended\n");

            host.awaitOutput("lines: the output exceeds the rate limit of the log");
            assertThat(Files.size(talker.log()) - before).isBetween(3L << 20, 9L << 20);
            assertThat(host.say("talk:say after")).contains("session: after\n");
        }
    }

    /** Returns the bundles that are named by the events with such a cause. */
    private static List<String> thrown(List<JsonNode> lines, String message) {
        return lines.stream()
                .filter(line -> root(line.path("throwable")).equals(message))
                .map(line -> line.path("bundle").asText())
                .toList();
    }

    private static String root(JsonNode thrown) {
        return thrown.has("cause")
                ? root(thrown.path("cause"))
                : thrown.path("message").asText();
    }

    private static JsonNode line(List<JsonNode> lines, String bundle, String message) {
        return lines.stream()
                .filter(line -> line.path("bundle").asText().equals(bundle)
                        && line.path("message").asText().equals(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + bundle + " says '" + message + "'"));
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
        assertThat(lines).hasSizeGreaterThan(SAID.size());
        return lines;
    }
}
