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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests that every kind of plugin process must pass: data and errors in both directions, deadlines, cancellation,
 * output and environment.
 *
 * <p>An implementing class has a static method {@code failures}. It returns, for each method of the plugin that fails:
 * the method's name, the error code, and words of the message.
 */
interface WireContract {

    /** The names of variables that every kind of process may get, as a regular expression. */
    String VARIABLES = "PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|TZ|TMPDIR|SSL_CERT_(FILE|DIR)"
            + "|(http|https|no)_proxy|(HTTP|HTTPS|NO)_PROXY|ORKA_PROCESS";

    /** Returns the plugin, which has the same methods in every language. */
    OrkaCall plugin();

    /** Returns the plugin's key. */
    String key();

    /** Returns the file with the plugin's output. */
    Path logFile();

    /** Returns how many quotation marks a body of 32 MB contains. */
    long mostQuotes();

    /** Returns the response of the method {@code Wait} after a cancellation. */
    String cancelledAnswer();

    /** Returns the output of the method {@code Wait} after a cancellation. */
    String cancelledOutput();

    /** Returns the possible responses of the method {@code Wait} at a deadline that the host has not yet detected. */
    Set<String> deadlineAnswers();

    /** Returns the output of the method {@code Wait} at a deadline. */
    String deadlineOutput();

    /** Returns the names of allowed variables in addition to {@link #VARIABLES}, as a regular expression. */
    String moreVariables();

    @Test
    default void argumentsComeBackAsTheyWere() throws Exception {
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
        assertThat(plugin().call(new Request("Echo", args)).data()).isEqualTo(args);
    }

    @Test
    default void textsOf32MegabytesPassBothWays() throws Exception {
        String text = "x".repeat(32 << 20);
        assertThat(plugin().call(new Request("Say", Map.of("word", text))).data())
                .isEqualTo(text);
        long quotes = mostQuotes();
        assertThat(plugin().call(new Request("Big", Map.of("length", quotes))).data())
                .isEqualTo("\"".repeat((int) quotes));
    }

    @ParameterizedTest
    @MethodSource("failures")
    default void whatHasNoAnswerIsThatCallsErrorAndTheProcessLives(String method, String code, String words)
            throws Exception {
        Object pid = plugin().call(new Request("Pid")).data();
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin().call(new Request(method)));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(key() + " " + method).hasMessageContaining(words);
        assertThat(plugin().call(new Request("Pid")).data()).isEqualTo(pid);
    }

    @Test
    default void theArgumentsTooLongAreRefusedBeforeTheyAreSent() throws Exception {
        String text = "x".repeat((64 << 20) + 1);
        OrkaCallException failure = catchThrowableOfType(
                OrkaCallException.class, () -> plugin().call(new Request("Say", Map.of("word", text))));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-07");
        assertThat(plugin().call(new Request("Say", Map.of("word", "still there")))
                        .data())
                .isEqualTo("still there");
    }

    @Test
    default void argumentsWithoutEndAreRefusedBeforeTheyAreSent() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("self", List.of(endless));
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin().call(new Request("Say", endless)));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-07");
    }

    @Test
    default void aFailureOfThePluginsOwnIsItsAnswer() throws Exception {
        Response response = plugin().call(new Request("Fail"));
        assertThat(response.success()).isFalse();
        assertThat(response.error()).isEqualTo("chat not found");
    }

    @Test
    default void cancellationReachesThePlugin() throws Exception {
        CancellableContext cancelled = new CancellableContext(null, Map.of());
        CompletableFuture<Object> waiting = begin(cancelled);
        plugin().call(new Request("Version")); // now the waiting call has been sent, or its cancellation precedes it
        cancelled.cancel();
        assertThat(waiting.get()).isEqualTo(cancelledAnswer());
        awaitLog(cancelledOutput());
    }

    @Test
    default void theDeadlineReachesThePlugin() throws Exception {
        for (long millis = 50; !log().contains(deadlineOutput()); millis *= 2) { // a short deadline may pass too early
            CancellableContext brief = new CancellableContext(Instant.now().plusMillis(millis), Map.of());
            try { // at the deadline the plugin and the host end the call, and either may be first
                Object data = plugin().call(brief, new Request("Wait")).data();
                assertThat(deadlineAnswers()).contains(String.valueOf(data));
            } catch (OrkaCallException late) {
                assertThat(late.code()).isEqualTo("ORKA-CALL-08");
            }
        }
    }

    @Test
    default void aPluginThatKeepsItsDeadlineFailsLikeOneThatDoesNot() {
        for (int i = 0; i < Integer.getInteger("orka.soak.deadlines", 20); i++) {
            CancellableContext brief = new CancellableContext(Instant.now().plusMillis(5 + i), Map.of());
            OrkaCallException late = catchThrowableOfType(
                    OrkaCallException.class, () -> plugin().call(brief, new Request("WaitAndFail")));
            assertThat(late.code()).isEqualTo("ORKA-CALL-08");
        }
    }

    @Test
    default void manyCallsRunAtOnce() throws Exception {
        CancellableContext context = new CancellableContext(null, Map.of());
        List<CompletableFuture<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(begin(context));
        }
        assertThat(plugin().call(new Request("Version")).data()).isEqualTo("one");
        context.cancel();
        for (CompletableFuture<Object> each : waiting) {
            assertThat(each.get()).isEqualTo(cancelledAnswer());
        }
    }

    @Test
    default void whatItPrintsIsInItsLogAndNothingATerminalObeys() throws Exception {
        plugin().call(new Request("Print"));
        awaitLog("out to standard output \\x1b[31m Zoë");
        awaitLog("err to standard error");
    }

    @Test
    default void itSeesNothingOfTheHostsEnvironmentButWhatItNeeds() throws Exception {
        List<?> environment = (List<?>)
                requireNonNull(plugin().call(new Request("Environment")).data());
        assertThat(environment)
                .map(variable -> String.valueOf(variable).replaceFirst("=.*", ""))
                .contains("PATH", "ORKA_PROCESS")
                .allMatch(name -> name.matches(VARIABLES + "|" + moreVariables()));
    }

    private CompletableFuture<Object> begin(CallContext context) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(
                                plugin().call(context, new Request("Wait")).data());
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer;
    }

    private void awaitLog(String words) throws Exception {
        while (!log().contains(words)) {
            Poll.again();
        }
    }

    /** Returns the plugin's output so far. */
    default String log() throws IOException {
        return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    }
}
