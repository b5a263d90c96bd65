package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the logs of plugins: their sources, their size limits, and the commands that follow them. */
class PluginLoggingTest {

    private static final String SLF4J = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin {
                private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(Plugin.class);
                public Response callMethod(Request request) {
                    org.slf4j.MDC.put("call", "7");
                    LOG.warn("slf4j said {}", request.string("word"), new IllegalStateException("of slf4j"));
                    LOG.info(org.slf4j.MarkerFactory.getMarker("mark"), "forged\\n2026-01-01T00:00:00Z line \\u202e");
                    LOG.debug("not this");
                    return Response.ok(LOG.getClass().getName());
                }
            }
            """;

    private static final long MEGABYTE = 1 << 20;
    private static final long LOOK_MILLIS = 5;

    @TempDir
    private Path directory;

    private Path log(String key) {
        return directory.resolve("home/logs/plugins").resolve(key + ".log");
    }

    private static List<String> texts(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.split(" ", 2)[1])
                .toList();
    }

    @Test
    void slf4jOfAPluginWithoutAProviderLeadsIntoItsLog() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("old")
                    .mavenPlugin(SLF4J, "org.slf4j:slf4j-api:1.7.36")
                    .tag("v1");
            host.repository("new")
                    .mavenPlugin(SLF4J, "org.slf4j:slf4j-api:2.0.16")
                    .tag("v1");
            host.repository("own")
                    .mavenPlugin(SLF4J, "org.slf4j:slf4j-api:2.0.16", "ch.qos.logback:logback-classic:1.5.12")
                    .tag("v1");
            host.repository("apart")
                    .mavenPlugin(SLF4J, "org.slf4j:slf4j-api:2.0.16")
                    .tag("v1");
            host.register("old@v1", "new@v1", "own@v1", "apart@v1");
            Files.writeString(
                    host.registryFile(),
                    Files.readString(host.registryFile())
                            .replace("\"apartService\"", "\"apartService\", \"isolation\": \"process\""));
            host.start();

            for (String name : List.of("old", "new", "apart")) {
                host.say(name, name);
            }
            assertThat(host.say("own", "own").data()).isEqualTo("ch.qos.logback.classic.Logger");
        }

        for (String name : List.of("old", "new")) {
            assertThat(texts(log(name + "@v1")))
                    .as(name)
                    .anyMatch(text -> text.matches("WARN \\[.*] acme.Plugin slf4j said " + name))
                    .contains("WARN \tjava.lang.IllegalStateException: of slf4j")
                    .anyMatch(text ->
                            text.matches("INFO \\[.*] acme.Plugin forged \\| 2026-01-01T00:00:00Z line \\\\u202e"))
                    .noneMatch(text -> text.contains("not this"))
                    .noneMatch(text -> text.contains("SLF4J"));
        }
        assertThat(texts(log("apart@v1")))
                .contains("err WARNING: slf4j said apart", "err java.lang.IllegalStateException: of slf4j")
                .noneMatch(text -> text.contains("SLF4J"));
        assertThat(texts(log("own@v1"))).anyMatch(text -> text.matches("out .* WARN acme.Plugin -- slf4j said own"));
    }

    @Test
    void aFloodIsDroppedAndCountedAndADeletedLogMadeAgain() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("flood").plainPlugin("""
                    String line = "x".repeat(1000);
                    for (int i = 0; i < 20_000; i++) {
                        System.out.println(line);
                    }
                    return Response.ok("over");
                    """).tag("v1");
            host.repository("two")
                    .plainPlugin("System.out.println(\"one\"); return Response.ok(null);")
                    .tag("v1");
            host.repository("two")
                    .plainPlugin("System.out.println(\"two\"); return Response.ok(null);")
                    .tag("v2");
            host.register("flood@v1", "two@v1", "two@v2").start();
            host.say("two@v1", "");
            assertThat(host.say("flood", "").data()).isEqualTo("over");
            host.say("two@v2", "");
            awaitLine(log("two@v1"), "out one");
            awaitLine(log("two@v2"), "out two");

            Files.delete(log("two@v1"));
            host.say("two@v1", "");
            awaitLine(log("two@v1"), "out one");
        }

        long size = Files.size(log("flood@v1"));
        Path older = log("flood@v1").resolveSibling("flood@v1.log.1");
        size += Files.exists(older) ? Files.size(older) : 0;
        assertThat(size).isBetween(MEGABYTE, 11 * MEGABYTE);
        assertThat(texts(log("two@v1"))).containsExactly("out one");
        assertThat(texts(log("two@v2"))).containsExactly("out two");
    }

    @Test
    void oneCanFollowAPluginInTheHostAndOneInAProcess() throws Exception {
        StoryHost story = new StoryHost(directory);
        for (String name : List.of("own", "here")) {
            story.repository(name).plainPlugin("""
                    System.out.print("said " + request.string("word") + " \\u001b[31m\\n");
                    System.err.println("erred \\u202e");
                    return Response.ok("answer");
                    """).tag("v1");
        }
        Files.writeString(story.registryFile(), """
                [ { "name": "own", "version": "v1", "repo": "repositories/own", "service": "ownService",
                    "isolation": "process" },
                  { "name": "here", "version": "v1", "repo": "repositories/here", "service": "hereService" } ]
                """);
        try (HostProcess host = HostProcess.start(story.home(), story.registryFile())) {
            assertThat(host.say("orka:wait --timeout 5m")).contains("All plugins are active");
            Following here = new Following(host, "orka:log here -f");
            Following own = new Following(host, "orka:log own@v1 -f");
            here.await("[INFO] javac");
            own.await("[INFO] javac");

            String called = host.say("orka:call here Say word=this");
            assertThat(new ObjectMapper().readTree(called).toString())
                    .contains("answer")
                    .doesNotContain("said");
            assertThat(host.say("orka:call own Say word=that")).contains("answer");

            here.await(" out said this \\x1b[31m\n");
            here.await(" err erred \\u202e\n");
            own.await(" out said that \\x1b[31m\n");
            own.await(" err erred \\u202e\n");
            assertThat(host.say("orka:log own")).contains("[INFO] javac", " err erred");
            host.awaitOutput("[here@v1] said this \\u001b[31m");
            assertThat(host.output()).doesNotContain("\u001b");
        }
    }

    @Test
    void execPrintsItsResultsAlone() throws Exception {
        StoryHost story = new StoryHost(directory);
        story.repository("loud").plainPlugin("""
                System.out.println("said");
                System.err.println("said");
                System.getLogger("acme").log(System.Logger.Level.ERROR, "said");
                return Response.ok("answer");
                """).tag("v1");
        story.register("loud@v1");
        Path out = directory.resolve("stdout.txt");
        Path err = directory.resolve("stderr.txt");

        Process exec = new CommandProcesses(directory)
                .builder(
                        "exec",
                        "--registry",
                        story.registryFile().toString(),
                        "--",
                        "orka:call loud Say word=this",
                        "orka:call loud Say word=that")
                .redirectErrorStream(false)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(exec.waitFor()).as(Files.readString(err)).isZero();
        ObjectMapper mapper = new ObjectMapper();
        assertThat(Files.readAllLines(out))
                .hasSize(2)
                .allSatisfy(line -> assertThat(mapper.readTree(line).isObject()).isTrue());
        assertThat(Files.readString(out) + Files.readString(err)).doesNotContain("said");
        assertThat(texts(log("loud@v1")))
                .filteredOn(text -> text.endsWith("said"))
                .hasSize(6)
                .contains("out said", "err said")
                .anyMatch(text -> text.matches("ERROR \\[.*] acme said"));
    }

    private static void awaitLine(Path log, String text) throws Exception {
        while (!Files.exists(log) || !texts(log).contains(text)) {
            Poll.again();
        }
    }

    /** A command that runs until its host ends. */
    private static final class Following {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final CompletableFuture<Void> running;

        Following(HostProcess host, String command) {
            running =
                    CompletableFuture.runAsync(() -> host.say(command, out), task -> new Thread(task, command).start());
        }

        void await(String text) throws Exception {
            while (!out.toString(UTF_8).contains(text)) {
                try {
                    running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    throw new AssertionError("it has ended: " + out.toString(UTF_8));
                } catch (TimeoutException e) {
                    // the command still runs
                }
            }
        }
    }
}
