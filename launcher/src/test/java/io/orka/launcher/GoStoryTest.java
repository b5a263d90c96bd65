package io.orka.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

/** Tests plugins in Go from the repository to the call. */
class GoStoryTest {

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsGo() {
        GoStory.needsGo();
    }

    @Test
    void theSeedsExampleRunsWordForWord() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("hello-go")
                    .copy(Path.of(System.getProperty("orka.examples"), "hello-go"))
                    .tag("v0.1.0");
            Orka orka = host.register("hello-go@v0.1.0").start();

            assertThat(host.status("hello-go@v0.1.0").failure()).isNull();
            assertThat(orka.call("hello-go", new Request("HelloWorld", Map.of("name", "Ada")))
                            .data())
                    .isEqualTo(Map.of("message", "Hello, Ada!"));
            assertThat(orka.call("hello-go", new Request("HelloWorld")).data())
                    .isEqualTo(Map.of("message", "Hello, World!"));
            Response unknown = orka.call("hello-go", new Request("Other"));
            assertThat(unknown.success()).isFalse();
            assertThat(unknown.error()).isEqualTo("Unknown method: Other");
            assertThat(host.shell("orka:call hello-go HelloWorld name=Bob")).contains("Hello, Bob!");
            assertThat(host.shell("orka:methods hello-go")).contains("HelloWorld", "Name to greet");
        }
    }

    @Test
    void itIsABundleWithAServiceThatIsSwappedAndRolledBackAndComesBackAfterARestart() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("go");
            GoStory.write(repository, "one").tag("v0.1.0");
            GoStory.write(repository, "two").tag("v0.2.0");
            Orka orka = host.register("go@v0.1.0").start();
            ServiceReference<OrkaCall> reference = orka.framework()
                    .getServiceReferences(
                            OrkaCall.class, "(&(orka.name=go)(orka.service=goService)(orka.key=go@v0.1.0))")
                    .iterator()
                    .next();
            OrkaCall service = orka.framework().getService(reference);

            assertThat(reference.getBundle().getSymbolicName()).isEqualTo("orka.plugin.go");
            assertThat(service.call(new Request("Version")).data()).isEqualTo("one");
            Object first = service.call(new Request("Pid")).data();
            assertThat(orka.plugins().swap("go", "v0.2.0").ok()).isTrue();
            assertThat(service.call(new Request("Version")).data()).isEqualTo("two");
            assertThat(processes()).doesNotContain(String.valueOf(first));
            assertThat(orka.plugins().rollback("go").ok()).isTrue();
            assertThat(service.call(new Request("Version")).data()).isEqualTo("one");
            assertThat(host.status("go").state()).isEqualTo(PluginState.ACTIVE);
            assertThat(host.shell("orka:list")).contains("go", "ACTIVE", "goService");
        }
        try (StoryHost host = new StoryHost(directory)) {
            Orka again = Orka.open(host.home(), host.register("go@v0.1.0").registryFile());
            try (again) {
                assertThat(again.call("go", new Request("Version")).data()).isEqualTo("one");
            }
        }
        assertThat(processes()).isEmpty();
    }

    @Test
    void withoutTheSdkAStandInTakesItsPlaceAndThatIsShown() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("apart")
                    .write("config.json", "{ \"name\": \"apart\", \"methods\": { \"Ping\": {} } }")
                    .write("go.mod", """
                            module acme.example/plugin

                            go 1.18

                            require github.com/orka-platform/orka-plugin-sdk v0.0.999
                            """)
                    .write("main.go", """
                            package main

                            import "github.com/orka-platform/orka-plugin-sdk"

                            func OrkaCall(req plugin.Request, res *plugin.Response) error {
                                *res = plugin.Response{req.Method == "Ping", "the data", "the error"}
                                return nil
                            }
                            """)
                    .tag("v0.1.0");
            Orka orka = host.register("apart@v0.1.0").start();

            Response response = orka.call("apart", new Request("Ping"));
            assertThat(response.success()).isTrue();
            assertThat(response.data()).isEqualTo("the data");
            assertThat(response.error()).isEqualTo("the error");
            for (String command : List.of("orka:list", "orka:info apart", "orka:why apart", "orka:list --json")) {
                assertThat(host.shell(command)).as(command).contains("compiled against its built-in copy");
            }
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("apart@v0.1.0").start();
            assertThat(host.shell("orka:list")).contains("compiled against its built-in copy");
        }
    }

    /** Returns the processes of this test's plugins. */
    private String processes() throws Exception {
        Process search = new ProcessBuilder("pgrep", "-f", directory.toString() + ".*/bin/plugin").start();
        return new String(search.getInputStream().readAllBytes(), US_ASCII);
    }
}
