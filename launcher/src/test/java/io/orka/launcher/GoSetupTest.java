package io.orka.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of a Go plugin gets the memory, processors, variables and files of its entry, and a debugger finds it.
 */
class GoSetupTest {

    private static final String SOURCE = """
            package main

            import (
                "os"
                "runtime"
                "time"

                sdk "github.com/orka-platform/orka-plugin-sdk"
            )

            var hoard [][]byte

            func OrkaClose() error {
                println("closes")
                return os.ErrClosed
            }

            func CallMethod(req sdk.Request) (sdk.Response, error) {
                ok := func(data any) (sdk.Response, error) { return sdk.Response{Success: true, Data: data}, nil }
                text, _ := req.Args["text"].(string)
                switch req.Method {
                case "Pid":
                    return ok(os.Getpid())
                case "Processors":
                    return ok(runtime.GOMAXPROCS(0))
                case "Variable":
                    value, there := os.LookupEnv(text)
                    if !there {
                        return sdk.Response{Error: "not there"}, nil
                    }
                    return ok(value)
                case "Hoard":
                    for i := 0; i < int(req.Args["megabytes"].(float64)); i++ {
                        piece := make([]byte, 1<<20)
                        for at := range piece {
                            piece[at] = 1
                        }
                        hoard = append(hoard, piece)
                    }
                    return ok(len(hoard))
                case "Waste":
                    for i := 0; i < 1000; i++ {
                        hoard = [][]byte{make([]byte, 1<<20)}
                    }
                    return ok("wasted")
                case "Wait":
                    time.Sleep(time.Hour)
                case "Read":
                    content, err := os.ReadFile(os.Getenv("ORKA_PLUGIN_DIR") + "/" + text)
                    if err != nil {
                        return sdk.Response{Error: err.Error()}, nil
                    }
                    return ok(string(content))
                case "Spoil":
                    place := os.Getenv("ORKA_PLUGIN_DIR") + "/" + text
                    os.Chmod(place, 0o600)
                    return ok(os.WriteFile(place, []byte("spoilt"), 0o600) == nil)
                case "Exit":
                    os.Exit(7)
                }
                return ok(nil)
            }
            """;

    @TempDir
    private static Path directory;

    private static @Nullable StoryHost host;

    @BeforeAll
    static void start() throws Exception {
        GoStory.needsGo();
        StoryHost started = new StoryHost(directory);
        host = started;
        StoryRepository repository =
                GoStory.write(started.repository("go"), "one").write("main.go", SOURCE);
        repository
                .write("data/greeting.txt", "Grüße 1")
                .write("data/deep/er.json", "{}")
                .tag("v0.1.0");
        repository.write("data/greeting.txt", "Grüße 2").tag("v0.2.0");
        Files.writeString(
                started.registryFile(),
                Stream.of(
                                entry("free", ""),
                                entry("small", "\"memory\": \"64m\", \"cpus\": 1"),
                                entry("told", """
                                        "env": { "MODE": "${env:HOME}/x", "TOKEN": "tops$${ecret", "PATH": "/bin" }"""),
                                entry("lacking", "\"env\": { \"A\": \"${env:ORKA_TEST_IS_NOT_THERE}\" }"),
                                entry("odd", "\"interruptible\": true, \"tests\": true"),
                                entry("open", "\"debug\": true"))
                        .toList()
                        .toString());
        started.start();
    }

    private static String entry(String name, String fields) {
        return "{ \"name\": \"%s\", \"version\": \"v0.1.0\", \"repo\": \"repositories/go\", \"service\": \"S\"%s }"
                .formatted(name, fields.isEmpty() ? "" : ", " + fields);
    }

    @AfterAll
    static void stop() throws IOException {
        if (host != null) {
            host.close();
            assertThat(log("free")).contains("err closes", "err OrkaClose failed: file already closed");
        }
    }

    @Test
    void moreMemoryThanAllowedEndsTheProcessAndIsSaidToBeThat() throws Exception {
        OrkaCall small = host().orka().service("small");
        assertThat(small.call(new Request("Waste")).data()).isEqualTo("wasted");
        OrkaCallException failure = catchThrowableOfType(OrkaCallException.class, () -> {
            small.call(new Request("Hoard", Map.of("megabytes", 400)));
            small.call(new Request("Wait"));
        });
        assertThat(failure.code()).isEqualTo("ORKA-CALL-11");
        assertThat(failure).hasMessageContaining("memory").hasMessageContaining("'memory' is 64m");
        assertThat(small.call(new Request("Hoard", Map.of("megabytes", 10))).data())
                .isEqualTo(10L);
        assertThat(host().orka()
                        .service("free")
                        .call(new Request("Hoard", Map.of("megabytes", 150)))
                        .data())
                .isEqualTo(150L);
        assertThat(host().shell("orka:info small")).contains("memory 64m, cpus 1");
    }

    /**
     * This limit stops a process that allocates memory faster than the host checks. The path leads out of the plugin's
     * files.
     */
    @Test
    void theSystemHasALimitALittleAbove() throws Exception {
        Object limits = host().orka()
                .service("small")
                .call(new Request("Read", Map.of("text", "../".repeat(20) + "proc/self/limits")))
                .data();
        assertThat(String.valueOf(limits)) // depends on whether Go had a C compiler
                .containsPattern("Max data size +(" + (128 << 20) + "|" + (576 << 20) + ") ");
    }

    @Test
    void memoryThatIsTakenSlowlyIsSeenByTheHost() throws Exception {
        OrkaCall small = host().orka().service("small");
        small.call(new Request("Pid"));
        OrkaCallException failure = catchThrowableOfType(OrkaCallException.class, () -> {
            small.call(new Request("Hoard", Map.of("megabytes", 66)));
            small.call(new Request("Wait"));
        });
        assertThat(failure.code()).isEqualTo("ORKA-CALL-11");
        assertThat(failure)
                .hasMessageMatching("(?s).*the host ended it: it used [0-9]+ MiB of memory, and its 'memory' is 64m.*");
    }

    @Test
    void processorsAreCounted() throws Exception {
        assertThat(host().orka()
                        .service("small")
                        .call(new Request("Processors"))
                        .data())
                .isEqualTo(1L);
    }

    @Test
    void variablesAreGivenByNameAndNeverShown() throws Exception {
        assertThat(variable("told", "MODE")).isEqualTo(System.getenv("HOME") + "/x");
        assertThat(variable("told", "TOKEN")).isEqualTo("tops${ecret");
        assertThat(variable("told", "PATH")).isEqualTo("/bin");
        assertThat(variable("free", "MODE")).isNull();
        for (String command : List.of("orka:info told", "orka:list --json", "orka:why told", "orka:info --json told")) {
            assertThat(host().shell(command)).as(command).doesNotContain("ecret");
        }
        assertThat(host().shell("orka:info told")).contains("env MODE PATH TOKEN");
        assertThat(log("told")).doesNotContain("ecret");
    }

    @Test
    void aVariableThatTheHostLacksIsNamed() {
        Failure failure = requireNonNull(host().status("lacking").failure());
        assertThat(failure.code()).isEqualTo("ORKA-PROC-07");
        assertThat(failure.stage()).isEqualTo(PluginState.STARTING);
        assertThat(failure.reason()).contains("'A'", "${env:ORKA_TEST_IS_NOT_THERE}");
    }

    @Test
    void fieldsWithoutEffectAreTold() {
        assertThat(host().status("odd").warnings())
                .anyMatch(warning -> warning.contains("'interruptible' in its entry has no effect"))
                .anyMatch(warning -> warning.contains("'tests' in its entry has no effect"));
        assertThat(host().status("free").warnings()).isEmpty();
    }

    @Test
    void theFilesOfItsVersionAreThereToBeReadAndWhatIsDoneToThemIsGoneWithTheProcess() throws Exception {
        assertThat(read("free", "data/greeting.txt")).isEqualTo("Grüße 1");
        assertThat(read("free", "data/deep/er.json")).isEqualTo("{}");
        assertThat(read("free", "config.json")).contains("methods");
        assertThat(read("free", ".git/config")).isNull();
        OrkaCall open = host().orka().service("open");
        Object spoilt = open.call(new Request("Spoil", Map.of("text", "data/greeting.txt")))
                .data();
        assertThat(read("open", "data/greeting.txt")).isEqualTo(Boolean.TRUE.equals(spoilt) ? "spoilt" : "Grüße 1");
        assertThat(catchThrowableOfType(OrkaCallException.class, () -> open.call(new Request("Exit")))
                        .code())
                .isEqualTo("ORKA-CALL-11");
        assertThat(read("open", "data/greeting.txt")).isEqualTo("Grüße 1");
        assertThat(host().orka().plugins().swap("open", "v0.2.0").ok()).isTrue();
        assertThat(read("open", "data/greeting.txt")).isEqualTo("Grüße 2");
        assertThat(host().orka().plugins().rollback("open").ok()).isTrue();
        assertThat(read("open", "data/greeting.txt")).isEqualTo("Grüße 1");
    }

    @Test
    void aDebuggerFindsTheProcessAndItsSymbols() throws Exception {
        Object pid = host().orka().service("open").call(new Request("Pid")).data();
        assertThat(host().shell("orka:info open")).contains("a debugger can attach to process " + pid);
        assertThat(sections("open")).contains(".symtab").containsPattern("\\.z?debug_info");
        assertThat(sections("free")).doesNotContain(".symtab");
    }

    private static String sections(String name) throws IOException {
        Path program = Path.of("/proc", String.valueOf(pid(name)), "exe").toRealPath();
        return Files.readString(program, ISO_8859_1);
    }

    private static Object pid(String name) {
        return requireNonNull(host().orka().call(name, new Request("Pid")).data());
    }

    private static @Nullable Object variable(String name, String variable) {
        return host().orka()
                .call(name, new Request("Variable", Map.of("text", variable)))
                .data();
    }

    private static @Nullable String read(String name, String file) {
        Object content = host().orka()
                .call(name, new Request("Read", Map.of("text", file)))
                .data();
        return content == null ? null : String.valueOf(content);
    }

    private static String log(String name) throws IOException {
        return Files.readString(host().home().pluginLogs().resolve(name + "@v0.1.0.log"));
    }

    private static StoryHost host() {
        return requireNonNull(host);
    }
}
