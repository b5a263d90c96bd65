package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** Runs the tests of all plugin processes with a Java plugin in a separate JVM, and tests Java's data and classes. */
class GuestWireTest implements WireContract {

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

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("Date", "ORKA-CALL-06", "java.util.Date at data.list[1], which is not JSON-like"),
                arguments("NaN", "ORKA-CALL-06", "NaN, which JSON does not support, at data[0]"),
                arguments("Cycle", "ORKA-CALL-06", "deeper than 64 levels, or contains itself, at data.a[0].a[0]"),
                arguments("OwnCycle", "ORKA-CALL-06", "deeper than 64 levels, or contains itself, at data.a.a"),
                arguments("Doubled", "ORKA-CALL-06", "more than 10000000 values at data[0][0]"),
                arguments("OwnDoubled", "ORKA-CALL-06", "MiB in memory, a quarter of the heap, at data.a.a"),
                arguments("Endless", "ORKA-CALL-06", "at data"),
                arguments("Null", "ORKA-CALL-05", "returned null instead of a Response"),
                arguments("Throw", "ORKA-CALL-04", "own@v0.1.0 Throw: IllegalStateException: it went wrong"),
                arguments("Overflow", "ORKA-CALL-04", "StackOverflowError"));
    }

    @Override
    public OrkaCall plugin() {
        return plugin;
    }

    @Override
    public String key() {
        return "own@v0.1.0";
    }

    @Override
    public Path logFile() {
        return directory.resolve("home/logs/plugins/own@v0.1.0.log");
    }

    @Override
    public long mostQuotes() {
        return 32 << 20;
    }

    @Override
    public String cancelledAnswer() {
        return "cancelled";
    }

    @Override
    public String cancelledOutput() {
        return "waited true false";
    }

    /** Returns none: only the host cancels the plugin, so the host always answers first. */
    @Override
    public Set<String> deadlineAnswers() {
        return Set.of();
    }

    @Override
    public String deadlineOutput() {
        return "waited true true";
    }

    @Override
    public String moreVariables() {
        return "LC_.*|ORKA_SOCKET|PWD";
    }

    @Test
    @Override
    public void theDeadlineReachesThePlugin() throws Exception {
        WireContract.super.theDeadlineReachesThePlugin();
        assertThat(log()).doesNotContain("waited false");
    }

    @Test
    void numbersAndBytesKeepTheirClasses() throws Exception {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("integer", 7);
        args.put("float", 0.1f);
        args.put("big", BigInteger.TWO.pow(100));
        args.put("decimal", new BigDecimal("0.10"));
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
    void theDepthIsThatOfPluginsInTheHostsJvm() throws Exception {
        assertThat(plugin.call(new Request("Deep", Map.of("levels", 64))).success())
                .isTrue();
        OrkaCallException failure = catchThrowableOfType(
                OrkaCallException.class, () -> plugin.call(new Request("Deep", Map.of("levels", 65))));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-06");
        assertThat(failure).hasMessageContaining("nested deeper than 64 levels, or contains itself, at data[0][0]");
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
    void theCallersAttributesReachIt() throws Exception {
        Map<String, String> attributes =
                Map.of(CallContext.TENANT, "acme", CallContext.WORKFLOW, "w 1", CallContext.TRACE_ID, "4bf9");
        assertThat(plugin.call(new CancellableContext(null, attributes), new Request("Attributes"))
                        .data())
                .isEqualTo(attributes);
    }

    @Test
    void itSeesTheJdkAndTheSdkAndNothingOfTheHost() throws Exception {
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
}
