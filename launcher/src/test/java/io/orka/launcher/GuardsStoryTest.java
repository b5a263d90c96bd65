package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Report;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginLock;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the limits in an entry with a real host: readiness probes, timeouts, call limits and cancellation checks. */
class GuardsStoryTest {

    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

    /** Waits until a file exists, waits without reacting to interrupts, or loops endlessly. */
    private static final String PATIENT = """
            switch (request.string("word", "")) {
                case "" -> { return Response.ok("well"); }
                case "hang" -> {
                    while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                        try { Thread.sleep(10); } catch (InterruptedException e) { continue; }
                    }
                }
                case "loop" -> { for (long i = 0; i >= 0; i = (i + 1) & Long.MAX_VALUE) {} }
                default -> {
                    var there = java.nio.file.Path.of(request.string("word"));
                    java.nio.file.Files.createFile(java.nio.file.Path.of(there + ".entered"));
                    while (!java.nio.file.Files.exists(there)) Thread.sleep(10);
                }
            }
            return Response.ok("came back");
            """;

    @TempDir
    private Path directory;

    private String patient() {
        return PATIENT.formatted(directory.resolve("free"));
    }

    private void freeTheCalls() throws IOException {
        Files.createFile(directory.resolve("free"));
    }

    private static String entry(String name, String version, String limits) {
        return "{ \"name\": \"%1$s\", \"version\": \"%2$s\", %3$s \"repo\": \"repositories/%1$s\", \"service\": \"S\" }"
                .formatted(name, version, limits);
    }

    private static void register(StoryHost host, String... entries) throws IOException {
        Files.writeString(host.registryFile(), Arrays.toString(entries));
    }

    private static void assertThatCallFails(StoryHost host, String name, String word, String code) {
        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> host.say(name, word))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Poll.again();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the entry's", "the plugin's own"})
    void aVersionThatItsProbeRefusesNeverGetsACall(String whose) throws Exception {
        boolean own = !whose.equals("the entry's");
        String source = """
                import io.orka.sdk.*;
                public class Plugin %s {
                    public Response callMethod(Request request) {
                        if (request.method().equals("Ping")) %s
                        %s
                    }
                    public void probe() { %s }
                }
                """;
        String called = directory + ".called";
        String failing = "throw new IllegalStateException(\"not today\");";
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("asked").write("config.json", StoryRepository.CONFIG);
            repository
                    .write("Plugin.java", source.formatted("", "return Response.ok(1);", "return Response.ok(1);", ""))
                    .tag("v0.1.0");
            String interfaces = own ? "implements Probe" : "";
            String answer = "System.setProperty(\"" + called + "\", \"yes\"); return Response.ok(2);";
            repository
                    .write(
                            "Plugin.java",
                            source.formatted(
                                    interfaces,
                                    own ? "return Response.ok(1);" : "return Response.fail(\"not today\");",
                                    answer,
                                    own ? failing : ""))
                    .tag("v0.2.0");
            register(host, entry("asked", "v0.1.0", own ? "" : "\"probe\": { \"method\": \"Ping\" },"));
            Orka orka = host.start();
            assertThat(host.status("asked").state()).isEqualTo(PluginState.ACTIVE);

            FutureTask<Report> swap = new FutureTask<>(() -> orka.plugins().swap("asked", "v0.2.0"));
            new Thread(swap, "swap").start();
            while (!swap.isDone()) {
                assertThat(host.say("asked", "").data()).isEqualTo(1);
            }

            Failure failure = requireNonNull(swap.get().items().get(0).failure());
            assertThat(failure.code()).isEqualTo("ORKA-PLUGIN-13");
            assertThat(failure.reason()).contains("not today");
            PluginStatus status = host.status("asked@v0.2.0");
            assertThat(status.state()).isEqualTo(PluginState.FAILED);
            assertThat(status.retry()).isNotNull();
            assertThat(status.servedBy()).hasToString("asked@v0.1.0");
            assertThat(host.say("asked", "").data()).isEqualTo(1);
            assertThat(System.getProperty(called)).isNull();
        }
    }

    @Test
    void aPluginThatHangsCostsItsCallersOnlyTheirTimeout() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("hangs").plainPlugin(patient()).tag("v1");
            host.repository("other").plainPlugin(patient()).tag("v1");
            register(host, entry("hangs", "v1", "\"timeout\": \"2s\","), entry("other", "v1", ""));
            host.start();

            assertThatCallFails(host, "hangs", "hang", "ORKA-CALL-08");

            assertThat(host.say("other", "").data()).isEqualTo("well");
            assertThat(host.say("hangs", "").data()).isEqualTo("well");
            assertThat(host.shell("orka:list --json"))
                    .containsPattern("\"timedOut\":\\s*1")
                    .containsPattern("\"abandoned\":\\s*1");
            freeTheCalls();
            await(() -> host.status("hangs").calls().abandoned() == 0);
        }
    }

    @Test
    void oneCallTooManyIsTurnedAwayAtOnce() throws Exception {
        Path file = directory.resolve("there");
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("narrow").plainPlugin(patient()).tag("v1");
            register(host, entry("narrow", "v1", "\"concurrency\": 1,"));
            host.start();
            FutureTask<Response> first = new FutureTask<>(() -> host.say("narrow", file.toString()));
            new Thread(first, "first").start();
            await(() -> Files.exists(Path.of(file + ".entered")));

            assertThatCallFails(host, "narrow", "", "ORKA-CALL-09");

            Files.createFile(file);
            assertThat(first.get().data()).isEqualTo("came back");
            await(() -> host.status("narrow").calls().inFlight() == 0);
            assertThat(host.say("narrow", "").data()).isEqualTo("well");
            assertThat(host.status("narrow").calls().rejected()).isEqualTo(1);
        }
    }

    @Test
    void oneCallTooManyWaitsWhereTheEntryHasAQueue() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("narrow").plainPlugin(patient());
            repository.tag("v1");
            repository.tag("v2");
            register(host, entry("narrow", "v1", "\"concurrency\": 1,"));
            Orka orka = host.start();
            FutureTask<Response> first = inside(host, "first");
            long generation = host.status("narrow").generation();

            String queue = "\"concurrency\": 1, \"queue\": { \"size\": 1, \"wait\": \"1h\" },";
            register(host, entry("narrow", "v1", queue));
            assertThat(host.shell("orka:apply")).doesNotContain("FAILED");
            assertThat(host.status("narrow").generation()).isEqualTo(generation);
            FutureTask<Response> second = waiting(host);

            assertThat(host.shell("orka:list --json"))
                    .containsPattern("\"waiting\":\\s*1")
                    .containsPattern("\"queue\":\\s*\\{\\s*\"size\":\\s*1,\\s*\"wait\":\\s*\"3600s\"");
            assertThat(host.shell("orka:info narrow"))
                    .contains("2 in flight, 1 waiting for a slot")
                    .contains("limits     concurrency 1, queue {\"size\":1,\"wait\":\"3600s\"}");
            assertThatCallFails(host, "narrow", "", "ORKA-CALL-09");

            assertThat(host.shell("orka:swap narrow v2")).doesNotContain("FAILED");
            assertThat(host.say("narrow", "").data()).isEqualTo("well");
            Files.createFile(directory.resolve("first"));
            assertThat(first.get().data()).isEqualTo("came back");
            assertThat(second.get().data()).isEqualTo("well");

            FutureTask<Response> third = inside(host, "third");
            FutureTask<Response> fourth = waiting(host);
            Thread stop = new Thread(orka::close, "stop");
            stop.start();
            await(() -> orka.plugins().list().stream().anyMatch(one -> one.state() == PluginState.DRAINING));
            Files.createFile(directory.resolve("third"));
            assertThat(third.get().data()).isEqualTo("came back");
            assertThat(fourth.get().data()).isEqualTo("well");
            stop.join();
        }
    }

    private FutureTask<Response> inside(StoryHost host, String file) {
        Path there = directory.resolve(file);
        FutureTask<Response> call = new FutureTask<>(() -> host.say("narrow", there.toString()));
        new Thread(call, file).start();
        await(() -> Files.exists(Path.of(there + ".entered")));
        return call;
    }

    private static FutureTask<Response> waiting(StoryHost host) {
        FutureTask<Response> call = new FutureTask<>(() -> host.say("narrow", ""));
        new Thread(call, "waiting").start();
        await(() -> host.status("narrow").calls().waiting() == 1);
        return call;
    }

    @Test
    void anEndlessLoopIsLeftAfterTheTimeout() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("loops").plainPlugin(patient()).tag("v1");
            register(host, entry("loops", "v1", "\"timeout\": \"2s\", \"interruptible\": true,"));
            host.start();

            assertThatCallFails(host, "loops", "loop", "ORKA-CALL-08");

            await(() -> host.shell("orka:list --json").matches("(?s).*\"abandoned\":\\s*0\\b.*"));
            assertThat(host.status("loops").calls().timedOut()).isEqualTo(1);
            assertThat(host.say("loops", "").data()).isEqualTo("well");
        }
    }

    @Test
    void anotherTimeoutTakesEffectWithoutAnotherGeneration() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("tuned").plainPlugin(patient()).tag("v1");
            register(host, entry("tuned", "v1", ""));
            host.start();
            long generation = host.status("tuned").generation();
            register(host, entry("tuned", "v1", "\"timeout\": \"200ms\","));

            assertThat(host.shell("orka:apply")).doesNotContain("FAILED");

            assertThatCallFails(host, "tuned", "hang", "ORKA-CALL-08");
            freeTheCalls();
            assertThat(host.status("tuned").generation()).isEqualTo(generation);
            LockEntry locked = new PluginLock(host.home().lockFile()).read().get(new PluginKey("tuned", "v1"));
            assertThat(requireNonNull(locked).limits().timeout()).isEqualTo(Duration.ofMillis(200));
        }
    }
}
