package io.orka.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orka.build.Builds;

/** Writes Go plugins for tests. */
final class GoStory {

    /** The plugin for tests of processes, with one method for each situation. */
    private static final String SOURCE = """
            package main

            import (
                "context"
                "errors"
                "fmt"
                "math"
                "os"
                "os/exec"
                "runtime"
                "strings"
                "syscall"
                "time"

                sdk "github.com/orka-platform/orka-plugin-sdk"
            )

            const version = "%s"

            type inner struct {
                Name  string `json:"name"`
                Bytes []byte
                None  *int
                skip  int
            }

            //go:noinline
            func deep(n int) int {
                if n == 0 {
                    panic("the password is wrong")
                }
                return deep(n-1) + 1
            }

            func CallMethod(ctx context.Context, req sdk.Request) (sdk.Response, error) {
                ok := func(data any) (sdk.Response, error) { return sdk.Response{Success: true, Data: data}, nil }
                switch req.Method {
                case "Say":
                    return ok(req.Args["word"])
                case "Version":
                    return ok(version)
                case "Echo":
                    return ok(req.Args)
                case "Kinds":
                    kinds := map[string]any{}
                    for name, value := range req.Args {
                        kinds[name] = fmt.Sprintf("%%T", value)
                    }
                    return ok(kinds)
                case "Values":
                    return ok(map[string]any{
                        "struct": inner{Name: "Ada <&>", Bytes: []byte{0, 1, 255}},
                        "int64": int64(math.MaxInt64), "uint64": uint64(math.MaxUint64), "float": 0.1,
                        "slice": []any{1, nil, map[string]int{"a": 1}}, "strings": []string{}, "nil": nil,
                    })
                case "Big":
                    return ok(strings.Repeat("\\"", int(req.Args["length"].(float64))))
                case "TooBig":
                    return ok(strings.Repeat("x", 70<<20))
                case "Channel":
                    return ok(map[string]any{"list": []any{1, make(chan int)}})
                case "NaN":
                    return ok([]any{math.NaN()})
                case "Fail":
                    return sdk.Response{Error: "chat not found"}, nil
                case "Error":
                    return sdk.Response{}, errors.New("it went wrong")
                case "Panic":
                    var nothing map[string]int
                    nothing["a"] = 1
                case "Goexit":
                    runtime.Goexit()
                case "PanicElsewhere":
                    go func() { panic("elsewhere") }()
                    time.Sleep(time.Hour)
                case "Exit":
                    fmt.Fprintln(os.Stderr, "out of licences")
                    os.Exit(7)
                case "Attributes":
                    return ok([]any{ctx.Value("tenant"), ctx.Value("workflow"), ctx.Value("traceId")})
                case "Wait":
                    <-ctx.Done()
                    fmt.Println("waited:", ctx.Err())
                    return ok(ctx.Err().Error())
                case "WaitAndFail":
                    <-ctx.Done()
                    return sdk.Response{}, fmt.Errorf("reading: %%w", ctx.Err())
                case "PanicDeep":
                    go deep(5000)
                    time.Sleep(time.Hour)
                case "Hang":
                    fmt.Println("hangs")
                    time.Sleep(time.Hour)
                case "Print":
                    fmt.Println("to standard output \\x1b[31m Zo\\u00eb")
                    fmt.Fprintln(os.Stderr, "to standard error")
                case "Environment":
                    return ok(os.Environ())
                case "Pid":
                    return ok(os.Getpid())
                case "Child":
                    child := exec.Command("sleep", "1000")
                    child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
                    if err := child.Start(); err != nil {
                        return sdk.Response{}, err
                    }
                    return ok(child.Process.Pid)
                case "ChildApart":
                    shell := exec.Command("sh", "-c", "setsid env -i sleep 1000 >/dev/null 2>&1 & echo $!")
                    shell.Env = []string{"X=1", "PATH=" + os.Getenv("PATH")}
                    shell.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
                    out, err := shell.Output()
                    if err != nil {
                        return sdk.Response{}, err
                    }
                    return ok(strings.TrimSpace(string(out)))
                case "Signals":
                    out, err := exec.Command("cat", "/proc/self/status").Output()
                    if err != nil {
                        return sdk.Response{}, err
                    }
                    return ok(string(out))
                }
                return sdk.Response{Success: true}, nil
            }
            """;

    private static final String SDK = """
            package sdk

            type Request struct {
                Method string
                Args   map[string]any
            }

            type Response struct {
                Success bool
                Error   string
                Data    any
            }
            """;

    private GoStory() {}

    /** Skips a test on a machine without Go. In CI the test is not skipped, and fails. */
    static void needsGo() {
        assumeTrue(Builds.hasGo() || Boolean.getBoolean("orka.ci"), "left out: there is no Go on this machine");
    }

    /** Writes the plugin into a repository that contains the SDK, so that the build needs no network. */
    static StoryRepository write(StoryRepository repository, String version) {
        return repository
                .write(
                        "config.json",
                        "{ \"name\": \"go\", \"methods\": { \"Say\": {}, \"Pid\": {}, \"Child\": {}, \"ChildApart\": {} } }")
                .write("main.go", SOURCE.formatted(version))
                .write("sdk/go.mod", "module github.com/orka-platform/orka-plugin-sdk\n\ngo 1.18\n")
                .write("sdk/sdk.go", SDK)
                .write("go.mod", """
                        module acme.example/plugin

                        go 1.18

                        require github.com/orka-platform/orka-plugin-sdk v0.0.0

                        replace github.com/orka-platform/orka-plugin-sdk => ./sdk
                        """);
    }
}
