package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to a plugin in a JVM of its own and back, and what cannot. */
class GuestWireTest {

    @TempDir
    private static Path directory;

    private static @Nullable StoryHost host;
    private static OrkaCall plugin;

    @BeforeAll
    static void start() throws Exception {
        StoryHost started = new StoryHost(directory);
        host = started;
        GuestStory.write(started.repository("own"), "one").tag("v0.1.0");
        plugin = GuestStory.register(started, "v0.1.0", ", \"memory\": \"300m\"")
                .start()
                .service("own");
    }

    @AfterAll
    static void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void argumentsComeBackAsTheyWere() throws Exception {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("text", "Zoë \ud83d\ude00 \u0000 <&> \" \\");
        args.put("long", Long.MAX_VALUE);
        args.put("least", Long.MIN_VALUE);
        args.put("small", -7L);
        args.put("integer", 7);
        args.put("double", 0.1);
        args.put("float", 0.1f);
        args.put("big", BigInteger.TWO.pow(100));
        args.put("decimal", new BigDecimal("0.10"));
        args.put("true", true);
        args.put("nothing", null);
        args.put("list", Arrays.asList(1L, null, List.of("a", Map.of("b", List.of()))));
        args.put("map", new HashMap<>(Map.of("", Map.of("x", "y"))));
        assertThat(plugin.call(new Request("Echo", args)).data()).isEqualTo(args);
        Map<?, ?> back =
                (Map<?, ?>) requireNonNull(plugin.call(new Request("Echo", Map.of("bytes", new byte[] {0, -1, 1})))
                        .data());
        assertThat((byte[]) back.get("bytes")).containsExactly(0, -1, 1);
    }

    @Test
    void thePluginSeesTheClassesThatWereSent() throws Exception {
        Map<String, Object> args = Map.of("a", 1, "b", 1L, "c", 1.5, "d", new byte[1], "e", BigInteger.ONE, "f", "");
        assertThat(plugin.call(new Request("Kinds", args)).data())
                .isEqualTo(Map.of(
                        "a", "Integer", "b", "Long", "c", "Double", "d", "byte[]", "e", "BigInteger", "f", "String"));
    }

    @Test
    void textsOf32MegabytesPassBothWays() throws Exception {
        int length = 32 << 20;
        String text = "x".repeat(length);
        assertThat(plugin.call(new Request("Say", Map.of("word", text))).data()).isEqualTo(text);
        assertThat(plugin.call(new Request("Big", Map.of("length", length))).data())
                .isEqualTo("\"".repeat(length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Date | ORKA-CALL-06 | java.util.Date at data.list[1], which is not JSON-like",
                "NaN | ORKA-CALL-06 | NaN, which JSON cannot carry, at data[0]",
                "Cycle | ORKA-CALL-06 | deeper than 64 levels, or contains itself, at data.a[0].a[0]",
                "OwnCycle | ORKA-CALL-06 | deeper than 64 levels, or contains itself, at data.a.a",
                "Doubled | ORKA-CALL-06 | more than 10000000 values at data[0][0]",
                "OwnDoubled | ORKA-CALL-06 | MB in memory, a quarter of the heap, at data.a.a",
                "Endless | ORKA-CALL-06 | at data",
                "Null | ORKA-CALL-05 | returned null instead of a Response",
                "Throw | ORKA-CALL-04 | own@v0.1.0 Throw: IllegalStateException: it went wrong",
                "Overflow | ORKA-CALL-04 | StackOverflowError",
            })
    void whatHasNoAnswerIsThatCallsErrorAndTheProcessLives(String method, String code, String words) throws Exception {
        Object pid = plugin.call(new Request("Pid")).data();
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request(method)));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(words);
        assertThat(plugin.call(new Request("Pid")).data()).isEqualTo(pid);
    }

    @Test
    void theDepthIsThatOfPluginsInTheHostsJvm() throws Exception {
        assertThat(plugin.call(new Request("Deep", Map.of("levels", 64))).success())
                .isTrue();
        OrkaCallException failure = catchThrowableOfType(
                OrkaCallException.class, () -> plugin.call(new Request("Deep", Map.of("levels", 65))));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-06");
        assertThat(failure).hasMessageContaining("nested deeper than 64 levels, or contains itself, at data[0][0]");
    }

    @Test
    void argumentsWithoutEndAreRefusedBeforeTheyAreSent() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("self", List.of(endless));
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Say", endless)));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-07");
    }

    @Test
    void anExceptionHasThePluginsStackAndCauses() {
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Throw")));
        assertThat(failure.getCause())
                .hasMessageContaining("at Plugin.callMethod(Plugin.java:")
                .hasMessageContaining("Caused by: java.util.concurrent.TimeoutException: inner");
    }

    @Test
    void aFailureOfThePluginsOwnIsItsAnswer() throws Exception {
        Response response = plugin.call(new Request("Fail"));
        assertThat(response.success()).isFalse();
        assertThat(response.error()).isEqualTo("chat not found");
    }

    @Test
    void theCallersAttributesReachIt() throws Exception {
        Map<String, String> attributes =
                Map.of(CallContext.TENANT, "acme", CallContext.WORKFLOW, "w 1", CallContext.TRACE_ID, "4bf9");
        assertThat(plugin.call(new CancellableContext(null, attributes), new Request("Attributes"))
                        .data())
                .isEqualTo(attributes);
    }

    @Test
    void cancelReachesActionsAndThread() throws Exception {
        CancellableContext cancelled = new CancellableContext(null, Map.of());
        CompletableFuture<Object> waiting = begin(cancelled);
        plugin.call(
                new Request("Version")); // the call before has reached the plugin, or its cancellation does, as well
        cancelled.cancel();
        assertThat(waiting.get()).isEqualTo("cancelled");
        awaitLog("waited true false");
    }

    @Test
    void theDeadlineReachesActionsAndThread() throws Exception {
        for (long millis = 50; !log().contains("waited true true"); millis *= 2) { // a short one may pass on the way
            CancellableContext brief = new CancellableContext(Instant.now().plusMillis(millis), Map.of());
            OrkaCallException late =
                    catchThrowableOfType(OrkaCallException.class, () -> plugin.call(brief, new Request("Wait")));
            assertThat(late.code()).isEqualTo("ORKA-CALL-08");
        }
        assertThat(log()).doesNotContain("waited false");
    }

    @Test
    void aPluginThatKeepsItsDeadlineFailsLikeOneThatDoesNot() throws Exception {
        for (int i = 0; i < Integer.getInteger("orka.soak.deadlines", 20); i++) {
            CancellableContext brief = new CancellableContext(Instant.now().plusMillis(5 + i), Map.of());
            OrkaCallException late =
                    catchThrowableOfType(OrkaCallException.class, () -> plugin.call(brief, new Request("WaitAndFail")));
            assertThat(late.code()).isEqualTo("ORKA-CALL-08");
        }
    }

    @Test
    void manyCallsRunAtOnce() throws Exception {
        CancellableContext context = new CancellableContext(null, Map.of());
        List<CompletableFuture<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(begin(context));
        }
        assertThat(plugin.call(new Request("Version")).data()).isEqualTo("one");
        context.cancel();
        for (CompletableFuture<Object> each : waiting) {
            assertThat(each.get()).isEqualTo("cancelled");
        }
    }

    @Test
    void whatItPrintsIsInItsLogAndNothingATerminalObeys() throws Exception {
        plugin.call(new Request("Print"));
        awaitLog("out to standard output \\x1b[31m Zoë");
        awaitLog("err to standard error");
    }

    @Test
    void itSeesTheJdkAndTheSdkAndNothingOfTheHost() throws Exception {
        List<?> environment =
                (List<?>) requireNonNull(plugin.call(new Request("Environment")).data());
        assertThat(environment)
                .map(String::valueOf)
                .contains("PATH", "ORKA_PROCESS")
                .allMatch(name -> name.matches("PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|TZ|TMPDIR|SSL_CERT_(FILE|DIR)"
                        + "|(http|https|no)_proxy|(HTTP|HTTPS|NO)_PROXY|LC_.*|ORKA_PROCESS|ORKA_SOCKET|PWD"));
        assertThat(sees("java.sql.Connection")).isTrue();
        assertThat(sees("io.orka.sdk.Request")).isTrue();
        assertThat(sees("io.orka.guest.GuestMain")).isFalse();
        assertThat(sees("io.orka.wire.Frame")).isFalse();
        assertThat(plugin.call(new Request("Loader")).data()).isEqualTo(true);
    }

    @Test
    void itsMemoryIsItsOwn() throws Exception {
        assertThat((Long) plugin.call(new Request("Heap")).data()).isBetween(280L, 300L);
    }

    private static boolean sees(String name) throws Exception {
        return plugin.call(new Request("Sees", Map.of("class", name))).success();
    }

    private static CompletableFuture<Object> begin(CallContext context) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(
                                plugin.call(context, new Request("Wait")).data());
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer;
    }

    private static void awaitLog(String words) throws Exception {
        while (!log().contains(words)) {
            Poll.again();
        }
    }

    private static String log() throws Exception {
        Path log = directory.resolve("home/logs/plugins/own@v0.1.0.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
