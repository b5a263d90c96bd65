package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endless or extremely large responses of Go plugins cause an error before they exhaust memory. */
class GoEndlessTest {

    private static final String SOURCE = """
            package main

            import (
                "encoding/json"
                "fmt"
                "os"
                "runtime"
                "strings"

                sdk "github.com/orka-platform/orka-plugin-sdk"
            )

            type node struct {
                Next   *node `json:"next"`
                Parent *node `json:"-"`
                other  *node
            }
            type embedding struct {
                *embedding
                X int
            }
            type pointer *pointer
            type list []list
            type table map[string]table
            type long struct{}

            func (long) MarshalJSON() ([]byte, error) { return json.Marshal(strings.Repeat("x", 1<<20)) }

            func twice(data any, times int) any {
                for i := 0; i < times; i++ {
                    data = []any{data, data}
                }
                return data
            }

            func CallMethod(req sdk.Request) (sdk.Response, error) {
                var data any
                switch req.Method {
                case "Map":
                    m := map[string]any{}
                    m["self"] = m
                    data = m
                case "TwoInMap":
                    m := map[string]any{}
                    m["a"], m["b"] = m, map[string]any{"back": []any{m, m}}
                    data = m
                case "Slice":
                    s := make([]any, 1)
                    s[0] = s
                    data = s
                case "TypedSlice":
                    l := make(list, 1)
                    l[0] = l
                    data = l
                case "TypedMap":
                    t := table{}
                    t["t"] = t
                    data = t
                case "Struct":
                    n := &node{}
                    n.Next = n
                    data = n
                case "Ring":
                    n := &node{Next: &node{}}
                    n.Next.Next = n
                    data = map[string]any{"ring": n}
                case "Pointer":
                    var p pointer
                    p = &p
                    data = p
                case "Interface":
                    var i any
                    i = &i
                    data = i
                case "Doubled":
                    data = twice("x", 50)
                case "DoubledMaps":
                    data = 1
                    for i := 0; i < 50; i++ {
                        data = map[string]any{"a": data, "b": data}
                    }
                case "DoubledTexts":
                    data = twice(strings.Repeat("x", 1<<20), 20)
                case "DoubledMarshalers":
                    data = twice(long{}, 20)
                case "DoubledRaw":
                    data = twice(json.RawMessage(strings.Repeat(" ", 1<<20)+"1"), 20)
                case "Many":
                    data = make([]bool, 11_000_000)
                case "Deep":
                    data = "bottom"
                    for i := 0; i < int(req.Args["levels"].(float64)); i++ {
                        data = []any{data}
                    }
                case "Panic":
                    m := map[string]any{}
                    m["self"] = m
                    panic(m)
                case "LongError":
                    return sdk.Response{}, fmt.Errorf(strings.Repeat("e", 65<<20))
                case "LongPanic":
                    panic(strings.Repeat("p", 65<<20))
                case "Parents":
                    n := &node{Next: &node{}}
                    n.Next.Parent, n.Next.other = n, n
                    data = n
                case "Embedded":
                    e := &embedding{X: 7}
                    e.embedding = e
                    data = e
                case "Pid":
                    data = os.Getpid()
                case "Memory":
                    var m runtime.MemStats
                    runtime.ReadMemStats(&m)
                    data = m.Sys >> 20
                }
                return sdk.Response{Success: true, Data: data}, nil
            }
            """;

    @TempDir
    private static Path directory;

    private static @Nullable StoryHost host;
    private static OrkaCall plugin;

    @BeforeAll
    static void start() throws Exception {
        GoStory.needsGo();
        StoryHost started = new StoryHost(directory);
        host = started;
        GoStory.write(started.repository("go"), "one").write("main.go", SOURCE).tag("v0.1.0");
        plugin = started.register("go@v0.1.0").start().service("go");
    }

    @AfterAll
    static void stop() {
        if (host != null) {
            host.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Map | deeper than 64 levels, or contains itself, at data.self.self",
                "TwoInMap | deeper than 64 levels, or contains itself, at data.",
                "Slice | deeper than 64 levels, or contains itself, at data[0][0]",
                "TypedSlice | deeper than 64 levels, or contains itself, at data[0][0]",
                "TypedMap | deeper than 64 levels, or contains itself, at data.t.t",
                "Struct | deeper than 64 levels, or contains itself, at data.next.next",
                "Ring | deeper than 64 levels, or contains itself, at data.ring.next.next",
                "Pointer | or contains itself, at data",
                "Interface | or contains itself, at data",
                "Doubled | more than 10000000 values at data[0][0]",
                "DoubledMaps | more than 10000000 values at data.",
                "DoubledTexts | bytes of JSON (limit 67108864) at data[0]",
                "DoubledMarshalers | bytes of JSON (limit 67108864) at data[0]",
                "DoubledRaw | more than 10000000 values at data[0]",
                "Many | more than 10000000 values at data",
            })
    void itEndsAndTheProcessLivesAndIsNoLarger(String method, String words) throws Exception {
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request(method)));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-06");
        assertThat(failure).hasMessageContaining(words);
        assertThat(String.valueOf(failure.getMessage())).hasSizeLessThan(500);
        assertThat((Long) requireNonNull(plugin.call(new Request("Memory")).data()))
                .isLessThan(500);
    }

    @Test
    void whatIsThrownMayHaveNoEndEither() {
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Panic")));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-04");
        assertThat(failure).hasMessageContaining("panic: a value of type map[string]interface {}");
    }

    @ParameterizedTest
    @CsvSource({"LongError, eee", "LongPanic, panic: ppp"})
    void longWordsAreShortenedAndTheProcessLives(String method, String words) throws Exception {
        Object pid = plugin.call(new Request("Pid")).data();
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request(method)));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-04");
        assertThat(failure).hasMessageContaining(words);
        assertThat(plugin.call(new Request("Pid")).data()).isEqualTo(pid);
    }

    @Test
    void whatJsonLeavesOutIsNoCycle() throws Exception {
        Map<String, Object> inner = new HashMap<>();
        inner.put("next", null);
        assertThat(plugin.call(new Request("Parents")).data()).isEqualTo(Map.of("next", inner));
        assertThat(plugin.call(new Request("Embedded")).data()).isEqualTo(Map.of("X", 7L));
    }

    @Test
    void theDepthIsThatOfPluginsInTheHostsJvm() throws Exception {
        assertThat(plugin.call(new Request("Deep", Map.of("levels", 64))).data())
                .asString()
                .hasSize(64 + "bottom".length() + 64);
        for (int levels : new int[] {65, 100, 127, 1_000, 5_000}) {
            OrkaCallException failure = catchThrowableOfType(
                    OrkaCallException.class, () -> plugin.call(new Request("Deep", Map.of("levels", levels))));
            assertThat(failure.code()).isEqualTo("ORKA-CALL-06");
            assertThat(failure).hasMessageContaining("nested deeper than 64 levels, or contains itself, at data[0][0]");
        }
    }

    @Test
    void argumentsWithoutEndAreRefusedBeforeTheyAreSent() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("self", endless);
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Map", endless)));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-07");
        assertThat(failure).hasMessageContaining("nested deeper than 64 levels, or contains itself");
    }
}
