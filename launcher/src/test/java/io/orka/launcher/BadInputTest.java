package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bad plugin fails with one line and an error code, {@code orka:why} explains the failure, and other plugins stay
 * active.
 */
class BadInputTest {

    @TempDir
    private Path directory;

    @Test
    void everyBadPluginIsExplainedAndTheGoodOneServes() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("good").plainPlugin("return Response.ok(\"good\");").tag("v1.0.0");
            StoryRepository noTag = host.repository("no-such-ref").plainPlugin("return Response.ok(1);");
            noTag.tag("v0.9.0");
            host.repository("no-config")
                    .write("Plugin.java", "public class Plugin {}")
                    .tag("v1.0.0");
            host.repository("broken-config")
                    .plainPlugin("return null;")
                    .write("config.json", "{ \"name\": ")
                    .tag("v1.0.0");
            host.repository("broken-pom")
                    .mavenPlugin("package acme; public class Plugin { int x = ; }")
                    .tag("v1.0.0");
            host.repository("no-entrypoint")
                    .write("config.json", StoryRepository.CONFIG)
                    .write(
                            "Plugin.java",
                            "public class Plugin { public String orkaCall(String wrong) { return wrong; } }")
                    .tag("v1.0.0");
            String one =
                    "public class %s { public io.orka.sdk.Response callMethod(io.orka.sdk.Request r) { return null; } }";
            host.repository("two-entrypoints")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("One.java", one.formatted("One"))
                    .write("Two.java", one.formatted("Two"))
                    .tag("v1.0.0");
            host.repository("throws")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Plugin.java", """
                            public class Plugin {
                                public Plugin() { throw new IllegalStateException("no luck today"); }
                                public io.orka.sdk.Response callMethod(io.orka.sdk.Request r) { return null; }
                            }
                            """)
                    .tag("v1.0.0");
            host.register(
                            "good@v1.0.0",
                            "no-such-repository@v1.0.0",
                            "no-such-ref@v1.0.0",
                            "no-config@v1.0.0",
                            "broken-config@v1.0.0",
                            "broken-pom@v1.0.0",
                            "no-entrypoint@v1.0.0",
                            "two-entrypoints@v1.0.0",
                            "throws@v1.0.0")
                    .start();

            assertThat(host.say("good", "").data()).isEqualTo("good");
            fails(host, "no-such-repository", PluginState.CLONING, "no-such-repository");
            fails(host, "no-such-ref", PluginState.CLONING, "v0.9.0");
            fails(host, "no-config", PluginState.CLONING, "config.json");
            fails(host, "broken-config", PluginState.CLONING, "config.json");
            fails(host, "broken-pom", PluginState.BUILDING, "src/main/java/acme/Plugin.java:1");
            fails(host, "no-entrypoint", PluginState.WRAPPING, "orkaCall(String)");
            fails(host, "two-entrypoints", PluginState.WRAPPING, "One", "Two", "\"main\"");
            fails(host, "throws", PluginState.STARTING, "no luck today");
        }
    }

    private static void fails(StoryHost host, String name, PluginState stage, String... words) {
        assertThat(host.status(name).state()).as(name).isEqualTo(PluginState.FAILED);
        Failure failure = requireNonNull(host.status(name).failure());
        assertThat(failure.stage()).as(failure.toString()).isEqualTo(stage);
        assertThat(failure.code()).matches("ORKA-[A-Z]+-\\d\\d");
        String line = failure.reason() + ". " + failure.remedy();
        assertThat(line).contains(words).doesNotContain("\n");
        assertThat(host.shell("orka:why " + name)).contains(failure.code()).contains(failure.remedy());
    }

    @Test
    void aTypoIsAnsweredWithTheNearestName() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("telegram")
                    .plainPlugin("return Response.ok(request.string(\"word\", \"\"));")
                    .tag("v1.0.0");
            host.register("telegram@v1.0.0").start();

            assertThat(host.shell("orka:call telegarm Say"))
                    .startsWith("FAILED")
                    .contains("ORKA-")
                    .contains("telegram");
            assertThat(host.shell("orka:call telegram@v2.0.0 Say"))
                    .startsWith("FAILED")
                    .contains("ORKA-")
                    .contains("v1.0.0");
            assertThat(host.shell("orka:call telegram Sya"))
                    .startsWith("FAILED")
                    .contains("ORKA-")
                    .contains("Say");
            assertThat(host.shell("orka:call telegram Say word=Ada")).contains("{\"success\":true,\"data\":\"Ada\"}");
        }
    }

    @Test
    void anAnswerThatIsNotJsonNamesThePlace() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("odd")
                    .plainPlugin("return Response.ok(Map.of(\"list\", List.of(1, new java.util.Date(0))));")
                    .tag("v1.0.0");
            host.register("odd@v1.0.0").start();

            assertThat(host.shell("orka:call odd Say"))
                    .startsWith("FAILED")
                    .contains("ORKA-CALL-")
                    .contains("list[1]")
                    .contains("java.util.Date");
        }
    }

    @Test
    void aConstructorThatDoesNotReturnHoldsUpNobodyElse() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("hangs")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Plugin.java", """
                    public class Plugin {
                        public Plugin() throws InterruptedException { new java.util.concurrent.CountDownLatch(1).await(); }
                        public io.orka.sdk.Response callMethod(io.orka.sdk.Request r) { return null; }
                    }
                    """)
                    .tag("v1.0.0");
            host.repository("lives")
                    .plainPlugin("return Response.ok(\"lives\");")
                    .tag("v1.0.0");
            Orka orka = host.start();
            host.register("hangs@v1.0.0", "lives@v1.0.0");
            Thread applying = new Thread(orka.plugins()::apply);
            applying.start();
            while (!(orka.plugins().list().size() == 2
                    && orka.plugins().status("hangs").state() == PluginState.STARTING
                    && orka.plugins().status("lives").state() == PluginState.ACTIVE)) {
                Poll.again();
            }

            assertThat(host.say("lives", "").data()).isEqualTo("lives");
            orka.close();
            applying.join();
        }
    }

    @Test
    void aRepositoryThatWantsALoginSaysSo() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try (StoryHost host = new StoryHost(directory)) {
            String repo = "http://127.0.0.1:" + server.getAddress().getPort() + "/private.git";
            Files.writeString(
                    host.registryFile(),
                    "[{ \"name\": \"private\", \"version\": \"v1\", \"repo\": \"" + repo + "\", \"service\": \"S\" }]");
            host.start();

            fails(host, "private", PluginState.CLONING, "authentication required");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void classFilesOfANewerJavaAreRefusedBeforeTheyRun() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            byte[] future;
            try (InputStream own = BadInputTest.class.getResourceAsStream("BadInputTest.class")) {
                future = requireNonNull(own).readAllBytes();
            }
            future[7] = 99; // the major version, see section 4.1 of the JVM specification
            StoryRepository repository = host.repository("future").plainPlugin("return Response.ok(1);");
            Path resources = repository.directory().resolve("src/main/resources");
            Files.createDirectories(repository.directory().resolve("src/main/java"));
            Files.move(
                    repository.directory().resolve("Plugin.java"),
                    repository.directory().resolve("src/main/java/Plugin.java"));
            Files.createDirectories(resources);
            Files.write(resources.resolve("Future.class"), future);
            repository.tag("v1.0.0");
            host.register("future@v1.0.0").start();

            fails(host, "future", PluginState.WRAPPING, "Java 55");
        }
    }

    @Test
    void aSecondHostOnOneHomeIsToldWhoHoldsIt() throws Exception {
        try (StoryHost opened = new StoryHost(directory)) {
            opened.start();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Orka.open(opened.home(), opened.registryFile()))
                    .isInstanceOf(HostFailure.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            // The refused host must not have released the lock: POSIX releases it when any descriptor of the file is
            // closed.
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.orka.launcher.Main",
                            "run",
                            "--home",
                            opened.home().directory().toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("ORKA-HOST-01");
            assertThat(other.waitFor()).isEqualTo(1);
        }
        try (StoryHost opened = new StoryHost(directory)) {
            Files.createDirectories(opened.home().run());
            opened.start();
        }
    }
}
