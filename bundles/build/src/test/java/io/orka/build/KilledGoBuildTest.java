package io.orka.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host cleans up the Go build of a killed host, and ignores the operator's Go settings. */
class KilledGoBuildTest {

    private static final String MODULE = "module acme.example/plugin\n\ngo 1.18\n";
    private static final String SOURCE = """
            package main

            import sdk "github.com/orka-platform/orka-plugin-sdk"

            func OrkaCall(req sdk.Request, res *sdk.Response) error { return nil }
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsGo() {
        RealGo.needed();
    }

    @Test
    void theNextHostEndsWhatAKilledOneWasBuilding() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "left out: there is no /proc");
        Path fetching = directory.resolve("fetching");
        new Fixture(fetching)
                .with("go.mod", MODULE + "\nrequire words.example/words v1.0.0\n")
                .with("main.go", SOURCE.replace("import ", "import _ \"words.example/words\"\nimport "));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String proxy = "http://127.0.0.1:" + silent.getLocalPort();
            Process host = host(fetching, Map.of("GOPROXY", proxy, "GOMODCACHE", directory + "/modules"));
            try (Socket waiting = silent.accept()) { // Go requests the module and retries forever
                assertThat(waiting.isConnected()).isTrue();
                host.destroyForcibly().waitFor();
                assertThat(building()).isNotEmpty();

                try (Builds builds = Fixture.builds(directory, Duration.ofMinutes(5))) {
                    builds.build(plugin("next").checkout(), phase -> {});
                    assertThat(building()).isEmpty();
                }
            }
        }
        try (Stream<Path> files = Files.list(directory.resolve("work"))) {
            assertThat(files.filter(Files::isDirectory))
                    .as("what all lives share, and the directory of the last one")
                    .hasSize(2);
        }
    }

    @Test
    void flagsForTheOperatorsOwnBuildsAreNotThePlugins() throws Exception {
        Files.createDirectories(directory.resolve("settings/go"));
        Files.writeString(directory.resolve("settings/go/env"), "GOFLAGS=-nonsense\nGO111MODULE=off\n");
        plugin("plain");
        Process host = host(directory.resolve("plain"), Map.of("XDG_CONFIG_HOME", directory + "/settings"));
        assertThat(host.waitFor()).isZero();
    }

    private Fixture plugin(String name) throws IOException {
        String sdk = "github.com/orka-platform/orka-plugin-sdk";
        return new Fixture(directory.resolve(name))
                .with("go.mod", MODULE + "require %s v0.0.0\nreplace %s => ./sdk\n".formatted(sdk, sdk))
                .with("main.go", SOURCE)
                .with("sdk/go.mod", "module " + sdk + "\n\ngo 1.18\n")
                .with("sdk/sdk.go", GoSources.read("sdk/sdk.go"));
    }

    private Process host(Path project, Map<String, String> environment) throws IOException {
        ProcessBuilder host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildingHost.class.getName(),
                        directory.toString(),
                        project.toString())
                .inheritIO();
        host.environment().putAll(environment);
        return host.start();
    }

    /** Returns the processes that run in the project whose modules are being fetched. */
    private List<String> building() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> read(process.resolve("environ")).contains("PWD=" + directory + "/fetching"))
                    .map(process -> read(process.resolve("cmdline")))
                    .filter(command -> !command.isEmpty()) // a zombie process has none
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
