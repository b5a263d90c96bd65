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

/** What goes over the wire to a Go plugin and back, and what cannot. */
class GoWireTest {

    @TempDir
    private static Path directory;

    private static @Nullable StoryHost host;
    private static OrkaCall plugin;

    @BeforeAll
    static void start() throws Exception {
        GoStory.needsGo();
        StoryHost started = new StoryHost(directory);
        host = started;
        GoStory.write(started.repository("go"), "one").tag("v0.1.0");
        plugin = started.register("go@v0.1.0").start().service("go");
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
        args.put("odd", (1L << 53) + 1);
        args.put("small", -7L);
        args.put("double", 0.1);
        args.put("true", true);
        args.put("nothing", null);
        args.put("list", Arrays.asList(1L, null, List.of("a", Map.of("b", List.of()))));
        args.put("map", new HashMap<>(Map.of("", Map.of("x", "y"))));
        assertThat(plugin.call(new Request("Echo", args)).data()).isEqualTo(args);
        assertThat(plugin.call(new Request("Echo", Map.of("bytes", new byte[] {0, -1, 1})))
                        .data())
                .isEqualTo(Map.of("bytes", "AP8B"));
    }

    @Test
    void numbersAreFloatsAsGoKnowsThemUnlessDigitsWouldBeLost() throws Exception {
        Map<String, Object> args =
                Map.of("a", 1, "b", 1.5, "c", Long.MAX_VALUE, "d", BigInteger.TWO.pow(63), "e", List.of());
        assertThat(plugin.call(new Request("Kinds", args)).data())
                .isEqualTo(Map.of("a", "float64", "b", "float64", "c", "int64", "d", "uint64", "e", "[]interface {}"));
    }

    @Test
    void valuesOfGoBecomeData() throws Exception {
        Map<?, ?> values =
                (Map<?, ?>) requireNonNull(plugin.call(new Request("Values")).data());
        Map<String, Object> struct = new HashMap<>(Map.of("name", "Ada <&>", "Bytes", "AAH/"));
        struct.put("None", null);
        assertThat(values.get("struct")).isEqualTo(struct);
        assertThat(values.get("int64")).isEqualTo(Long.MAX_VALUE);
        assertThat(values.get("uint64")).isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        assertThat(values.get("float")).isEqualTo(0.1);
        assertThat(values.get("slice")).isEqualTo(Arrays.asList(1L, null, Map.of("a", 1L)));
        assertThat(values.get("strings")).isEqualTo(List.of());
        assertThat(values.containsKey("nil")).isTrue();
    }

    @Test
    void textsOf32MegabytesPassBothWays() throws Exception {
        int length = 32 << 20;
        String text = "x".repeat(length);
        assertThat(plugin.call(new Request("Say", Map.of("word", text))).data()).isEqualTo(text);
        assertThat(plugin.call(new Request("Big", Map.of("length", (length >> 1) * 1L)))
                        .data())
                .isEqualTo("\"".repeat(length >> 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Channel | ORKA-CALL-06 | unsupported type: chan int at data.list[1]",
                "NaN | ORKA-CALL-06 | unsupported value: NaN at data[0]",
                "TooBig | ORKA-CALL-06 | more than the 67108864 that fit",
                "Error | ORKA-CALL-04 | it went wrong",
                "Panic | ORKA-CALL-04 | panic: assignment to entry in nil map",
                "Goexit | ORKA-CALL-04 | the goroutine of the call ended by runtime.Goexit",
            })
    void whatHasNoAnswerIsThatCallsErrorAndTheProcessLives(String method, String code, String words) throws Exception {
        Object pid = plugin.call(new Request("Pid")).data();
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request(method)));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("go@v0.1.0 " + method).hasMessageContaining(words);
        assertThat(plugin.call(new Request("Pid")).data()).isEqualTo(pid);
    }

    @Test
    void aPanicHasTheStackOfGo() {
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Panic")));
        assertThat(failure.getCause()).hasMessageContaining("main.CallMethod").hasMessageContaining("main.go:");
    }

    @Test
    void theArgumentsTooLongAreRefusedBeforeTheyAreSent() throws Exception {
        String text = "x".repeat((64 << 20) + 1);
        OrkaCallException failure = catchThrowableOfType(
                OrkaCallException.class, () -> plugin.call(new Request("Say", Map.of("word", text))));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-07");
        assertThat(plugin.call(new Request("Say", Map.of("word", "still there")))
                        .data())
                .isEqualTo("still there");
    }

    @Test
    void aFailureOfThePluginsOwnIsItsAnswer() throws Exception {
        Response response = plugin.call(new Request("Fail"));
        assertThat(response.success()).isFalse();
        assertThat(response.error()).isEqualTo("chat not found");
    }

    @Test
    void deadlineAndCancelReachTheContext() throws Exception {
        CancellableContext cancelled = new CancellableContext(null, Map.of());
        CompletableFuture<Object> waiting = begin(cancelled);
        awaitOthers();
        cancelled.cancel();
        assertThat(waiting.get()).isEqualTo("context canceled");
        for (long millis = 50; !log().contains("waited: context deadline exceeded"); millis *= 2) {
            CancellableContext brief = new CancellableContext(Instant.now().plusMillis(millis), Map.of());
            try { // at the deadline the plugin and the host end the call, and either may be first
                assertThat(plugin.call(brief, new Request("Wait")).data()).isEqualTo("context deadline exceeded");
            } catch (OrkaCallException late) { // one that is short may have passed on the way
                assertThat(late.code()).isEqualTo("ORKA-CALL-08");
            }
        }
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
    void theCallersAttributesAreInTheContext() throws Exception {
        Map<String, String> attributes = Map.of(CallContext.TENANT, "acme", CallContext.TRACE_ID, "4bf9");
        assertThat(plugin.call(new CancellableContext(null, attributes), new Request("Attributes"))
                        .data())
                .isEqualTo(Arrays.asList("acme", null, "4bf9"));
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
            assertThat(each.get()).isEqualTo("context canceled");
        }
    }

    @Test
    void whatItPrintsIsInItsLogAndNothingATerminalObeys() throws Exception {
        plugin.call(new Request("Print"));
        awaitLog("out to standard output \\x1b[31m");
        awaitLog("err to standard error");
    }

    @Test
    void itSeesNothingOfTheHostsEnvironmentButWhatItNeeds() throws Exception {
        List<?> environment = (List<?>) plugin.call(new Request("Environment")).data();
        assertThat(environment)
                .map(variable -> String.valueOf(variable).replaceFirst("=.*", ""))
                .contains("PATH", "ORKA_PROCESS")
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "USER",
                        "LOGNAME",
                        "LANG",
                        "LANGUAGE",
                        "TZ",
                        "TMPDIR",
                        "SSL_CERT_FILE",
                        "SSL_CERT_DIR",
                        "http_proxy",
                        "https_proxy",
                        "no_proxy",
                        "HTTP_PROXY",
                        "HTTPS_PROXY",
                        "NO_PROXY",
                        "LC_ALL",
                        "LC_CTYPE",
                        "ORKA_PLUGIN_DIR",
                        "ORKA_PROCESS");
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

    /** A call that was begun before has reached the plugin, or its cancellation comes first, which is as good. */
    private static void awaitOthers() throws Exception {
        plugin.call(new Request("Version"));
    }

    private static void awaitLog(String words) throws Exception {
        while (!log().contains(words)) {
            Poll.again();
        }
    }

    private static String log() throws Exception {
        Path log = directory.resolve("home/logs/plugins/go@v0.1.0.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
