package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoPluginTest {

    private static final String MODULE = """
            module acme.example/plugin

            go 1.18

            require github.com/orka-platform/orka-plugin-sdk v0.0.0

            replace github.com/orka-platform/orka-plugin-sdk => ./sdk
            """;

    private static final String HEAD = """
            package main

            import (
                "context"
                sdk "github.com/orka-platform/orka-plugin-sdk"
            )

            var _ context.Context
            """;

    @TempDir
    static Path shared;

    static Builds builds;

    @TempDir
    Path root;

    @BeforeAll
    static void open() {
        RealGo.needed();
        builds = Fixture.builds(shared, Duration.ofMinutes(5));
    }

    @AfterAll
    static void close() {
        if (builds != null) {
            builds.close();
        }
    }

    /** Creates a module that contains its SDK, so that the build needs no network. */
    private Fixture plugin() throws IOException {
        return new Fixture(root)
                .with("go.mod", MODULE)
                .with("sdk/go.mod", "module github.com/orka-platform/orka-plugin-sdk\n\ngo 1.18\n")
                .with("sdk/sdk.go", GoSources.read("sdk/sdk.go"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OrkaCall | func OrkaCall(req sdk.Request, res *sdk.Response) error { return nil }",
                "CallMethod | func CallMethod(c context.Context, r sdk.Request) (sdk.Response, error) { return sdk.Response{}, nil }",
                "CallMethod | func CallMethod(r sdk.Request) (res sdk.Response, err error) { return }",
                "CallMethod | func CallMethod(r sdk.Request, res *sdk.Response) error { return nil }",
            })
    void eachFormBecomesAProgram(String symbol, String function) throws IOException, InterruptedException {
        BuiltJar built = builds.build(plugin().with("main.go", HEAD + function).checkout(), phase -> {});
        assertThat(built.symbol()).isEqualTo(symbol);
        assertThat(built.builder()).startsWith("go 1.");
        Process alone = new ProcessBuilder(built.jar().toString()).start();
        assertThat(new String(alone.getErrorStream().readAllBytes(), UTF_8)).contains("this program is an Orka plugin");
        assertThat(alone.waitFor()).isEqualTo(2);
    }

    @Test
    void itsOwnMainInitsFilesAndSubPackagesAreNotInTheWayAndTheCheckoutStaysAsItIs() throws IOException {
        Fixture fixture = plugin().with("main.go", HEAD + """
                        type call = sdk.Request
                        func OrkaCall(req call, res *sdk.Response) error { return answer(res) }
                        func main() { if len(json) > 9 { main() } }
                        func init() { json = "of my own" }
                        """)
                .with("other.go", """
                        package main

                        import (
                            "acme.example/plugin/words"
                            . "github.com/orka-platform/orka-plugin-sdk"
                        )

                        var json, context2, net, os = words.Hello, 1, 2, 3

                        func init() { json += "!" }
                        func answer(res *Response) error { res.Data = json; return nil }
                        """)
                .with("windows_windows.go", "package main\n\nfunc main() {}\n")
                .with("ignored.go", "//go:build ignore\n\npackage tool\n")
                .with("main_test.go", "package main\n\nfunc Test() {}\n")
                .with("orkaserve/mine.go", "package orkaserve\n")
                .with("words/words.go", "package words\n\nconst Hello = \"Hello\"\n");
        Map<String, String> before = files();
        assertThat(builds.build(fixture.checkout(), phase -> {}).jar()).isExecutable();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void vendoredModulesAreUsed() throws IOException {
        Fixture fixture = new Fixture(root)
                .with(
                        "go.mod",
                        "module acme.example/plugin\n\ngo 1.18\n\nrequire (\n\tgithub.com/orka-platform/orka-plugin-sdk v1.0.0\n\tother.example/words v1.2.3\n)\n")
                .with("main.go", HEAD.replace("\"context\"", "\"context\"\n\"other.example/words\"") + """
                        func CallMethod(r sdk.Request) (sdk.Response, error) { return sdk.Response{Data: words.Hello}, nil }
                        """)
                .with("vendor/modules.txt", """
                        # github.com/orka-platform/orka-plugin-sdk v1.0.0
                        ## explicit; go 1.18
                        github.com/orka-platform/orka-plugin-sdk
                        # other.example/words v1.2.3
                        ## explicit; go 1.18
                        other.example/words
                        """)
                .with("vendor/github.com/orka-platform/orka-plugin-sdk/sdk.go", GoSources.read("sdk/sdk.go"))
                .with("vendor/other.example/words/words.go", "package words\n\nconst Hello = \"Hello\"\n");
        assertThat(builds.build(fixture.checkout(), phase -> {}).jar()).isExecutable();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "func orkaCall(req sdk.Request, res *sdk.Response) error { return nil } | func orkaCall(req sdk.Request, res *sdk.Response) error in main.go:9",
                "func OrkaCall(req sdk.Request) error { return nil } | func OrkaCall(req sdk.Request) error in main.go:9",
                "type T int; func (t T) CallMethod(r sdk.Request) (sdk.Response, error) { return sdk.Response{}, nil } | func (t T) CallMethod(r sdk.Request) (sdk.Response, error) in main.go:9",
                "var OrkaCall = func(req sdk.Request, res *sdk.Response) error { return nil } | var OrkaCall in main.go:9",
                "func Other(r sdk.Request) {} | it exports neither OrkaCall nor CallMethod",
            })
    void withoutAnEntrypointTheNearestAreNamed(String source, String near) throws IOException {
        BuildFailure failure = failure(plugin().with("main.go", HEAD + source));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-15");
        assertThat(failure.reason()).contains(near);
    }

    @Test
    void whatDoesNotCompileIsNamedByItsOwnFileAndLine() throws IOException {
        BuildFailure failure = failure(plugin().with("main.go", HEAD + """
                func main() {}
                func OrkaCall(req sdk.Request, res *sdk.Response) error { return nothing }
                """));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-03");
        assertThat(failure.reason()).startsWith("main.go:10:").endsWith("undefined: nothing");
        assertThat(failure(plugin().with("main.go", "package main\n\nfunc {")).reason())
                .startsWith("main.go:3:6:");
    }

    @Test
    void anotherPackageAndNoFilesAreTold() throws IOException {
        assertThat(failure(plugin().with("main.go", "package acme\n")).reason())
                .isEqualTo("the package is acme, not main (main.go)");
        Files.delete(root.resolve("main.go"));
        assertThat(failure(plugin()).reason()).isEqualTo("there are no Go files in the plugin's directory");
    }

    @Test
    void anOldGoABrokenModFileAndAMissingModuleAreTold() throws IOException {
        String source = HEAD + "func OrkaCall(req sdk.Request, res *sdk.Response) error { return nil }\n";
        BuildFailure old = failure(plugin().with("main.go", source).with("go.mod", MODULE.replace("1.18", "1.99")));
        assertThat(old.code()).isEqualTo("ORKA-BUILD-14");
        assertThat(old.reason()).startsWith("the plugin's go.mod requires Go 1.99, but this machine has Go 1.");
        BuildFailure broken = failure(plugin().with("go.mod", MODULE + "nonsense\n"));
        assertThat(broken.code()).isEqualTo("ORKA-BUILD-06");
        assertThat(broken.reason()).contains("unknown directive: nonsense");
        BuildFailure missing = failure(plugin().with("go.mod", MODULE + "\nrequire no-such-host.invalid/words v1.0.0\n")
                .with("main.go", source.replace("\"context\"", "\"context\"\n_ \"no-such-host.invalid/words\"")));
        assertThat(missing.code()).isEqualTo("ORKA-BUILD-04");
        assertThat(missing.reason()).contains("no-such-host.invalid/words");
    }

    @Test
    void withoutGoThereIsOneLineThatSaysWhatToDo() {
        assertThatThrownBy(() -> GoTool.find(Map.of("PATH", "bin:" + root), root))
                .isInstanceOfSatisfying(BuildFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("ORKA-BUILD-13");
                    assertThat(failure.line()).contains("no go command").contains("Install Go");
                });
    }

    private static BuildFailure failure(Fixture fixture) {
        return catchThrowableOfType(BuildFailure.class, () -> builds.build(fixture.checkout(), phase -> {}));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
