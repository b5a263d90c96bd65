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
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** Runs the tests of all plugin processes with a Go plugin, and tests Go's data types. */
class GoWireTest implements WireContract {

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

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("Channel", "ORKA-CALL-06", "unsupported type: chan int at data.list[1]"),
                arguments("NaN", "ORKA-CALL-06", "unsupported value: NaN at data[0]"),
                arguments("TooBig", "ORKA-CALL-06", "bytes of JSON (limit 67108864)"),
                arguments("Error", "ORKA-CALL-04", "it went wrong"),
                arguments("Panic", "ORKA-CALL-04", "panic: assignment to entry in nil map"),
                arguments("Goexit", "ORKA-CALL-04", "the goroutine of the call ended by runtime.Goexit"));
    }

    @Override
    public OrkaCall plugin() {
        return plugin;
    }

    @Override
    public String key() {
        return "go@v0.1.0";
    }

    @Override
    public Path logFile() {
        return directory.resolve("home/logs/plugins/go@v0.1.0.log");
    }

    /** JSON escapes each quotation mark, so half as many make a body of 32 MB. */
    @Override
    public long mostQuotes() {
        return 16 << 20;
    }

    @Override
    public String cancelledAnswer() {
        return "context canceled";
    }

    @Override
    public String cancelledOutput() {
        return "waited: context canceled";
    }

    @Override
    public Set<String> deadlineAnswers() {
        return Set.of("context deadline exceeded");
    }

    @Override
    public String deadlineOutput() {
        return "waited: context deadline exceeded";
    }

    @Override
    public String moreVariables() {
        return "LC_ALL|LC_CTYPE|ORKA_PLUGIN_DIR";
    }

    @Test
    void bytesComeBackInBase64() throws Exception {
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
    void aPanicHasTheStackOfGo() {
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Panic")));
        assertThat(failure.getCause()).hasMessageContaining("main.CallMethod").hasMessageContaining("main.go:");
    }

    @Test
    void theCallersAttributesAreInTheContext() throws Exception {
        Map<String, String> attributes = Map.of(CallContext.TENANT, "acme", CallContext.TRACE_ID, "4bf9");
        assertThat(plugin.call(new CancellableContext(null, attributes), new Request("Attributes"))
                        .data())
                .isEqualTo(Arrays.asList("acme", null, "4bf9"));
    }
}
