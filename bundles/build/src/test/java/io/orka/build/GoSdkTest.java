package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The minimal SDK for Go plugins has the same declarations as the real SDK. */
class GoSdkTest {

    /** Prints the package clause and the declarations of a directory without comments, sorted by name. */
    private static final String SURFACE = """
            package main

            import (
                "bytes"
                "fmt"
                "go/ast"
                "go/parser"
                "go/printer"
                "go/token"
                "os"
                "sort"
            )

            func main() {
                set := token.NewFileSet()
                packages, err := parser.ParseDir(set, os.Args[1], nil, 0)
                if err != nil {
                    panic(err)
                }
                var lines []string
                for name, found := range packages {
                    lines = append(lines, "package "+name)
                    for _, file := range found.Files {
                        for _, declaration := range file.Decls {
                            if general, ok := declaration.(*ast.GenDecl); ok && general.Tok == token.IMPORT {
                                continue
                            }
                            var text bytes.Buffer
                            printer.Fprint(&text, token.NewFileSet(), declaration)
                            lines = append(lines, text.String())
                        }
                    }
                }
                sort.Strings(lines)
                for _, line := range lines {
                    fmt.Println(line)
                }
            }
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsGo() {
        RealGo.needed();
    }

    @Test
    void theStandInDeclaresWhatTheSdkDeclares() throws Exception {
        String json = go(directory, "mod", "download", "-json", GoBuild.SDK + "@v0.1.0");
        Map<?, ?> module = JsonText.read(json) instanceof Map<?, ?> read ? read : Map.of();
        RealGo.needed(module.get("Dir") != null, "the SDK cannot be fetched: " + module.get("Error"));
        Path search = GoSources.module(directory.resolve("surface"), "orka/surface", List.of());
        Files.writeString(search.resolve("main.go"), SURFACE);
        Path standIn = GoSources.module(directory.resolve("sdk"), GoBuild.SDK, GoSources.SDK);

        String real = go(search, "run", ".", String.valueOf(module.get("Dir")));
        assertThat(real).contains("package plugin", "type Response struct", "type PluginDescriptor struct");
        assertThat(go(search, "run", ".", standIn.toString())).isEqualTo(real);
    }

    @Test
    void aPluginIsBuiltAgainstTheStandInAndThatIsSaid() throws Exception {
        Fixture plugin = new Fixture(directory).with("go.mod", """
                        module acme.example/plugin

                        go 1.18

                        require github.com/orka-platform/orka-plugin-sdk v0.0.999
                        """).with("main.go", """
                        package main

                        import "github.com/orka-platform/orka-plugin-sdk"

                        var _ = plugin.PluginDescriptor{"n", "d", []plugin.MethodDefinition{
                            {"Ping", "d", map[string]plugin.MethodArg{"to": {"string", true, "d"}}, "string"}}}

                        func OrkaCall(req plugin.Request, res *plugin.Response) error {
                            *res = plugin.Response{true, any(req.Method), "no error"}
                            return nil
                        }
                        """);
        try (Builds builds = Fixture.builds(directory.resolve("home"), Duration.ofMinutes(5))) {
            BuiltJar built = builds.build(plugin.checkout(), phase -> {});
            assertThat(BuiltJar.usesStandIn(built.builder())).isTrue();
            assertThat(built.log()).content().contains("using Orka's minimal SDK");
        }
    }

    /** Returns the standard output of the command, regardless of its exit code. */
    private static String go(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(GoTool.find(System.getenv()).program().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GOFLAGS", "");
        builder.environment().put("GOWORK", "off");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return printed;
    }
}
