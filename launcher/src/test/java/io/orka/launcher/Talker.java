package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A home with an engine bundle that logs and prints in many ways, and calls plugins. */
final class Talker {

    static final String BUNDLE = "acme.talk";
    static final String PLUGIN = "chatty@v1";

    private static final long PATIENCE_MINUTES = 5;
    private static final List<String> SOURCES = List.of("Activator", "Commands", "Component", "Boom");

    private final Path directory;

    private Talker(Path directory) {
        this.directory = directory;
    }

    static Talker in(Path directory) throws IOException {
        Talker talker = new Talker(directory);
        talker.bundle().into(talker.home().engineBundles());
        Files.writeString(talker.registry(), "[]");
        return talker;
    }

    /** Adds a plugin that logs and prints too. */
    Talker withPlugin() throws IOException {
        new StoryRepository(directory.resolve("chatty")).plainPlugin("""
                System.out.println("plugin " + request.string("word"));
                System.err.print("plugin erred\\n");
                java.util.logging.Logger.getLogger("plugin").warning("plugin logged");
                Thread dies = new Thread(() -> { throw new IllegalStateException("plugin's thread died"); });
                dies.start();
                dies.join();
                return Response.ok(null);
                """).tag("v1");
        Files.writeString(
                registry(),
                "[ { \"name\": \"chatty\", \"version\": \"v1\", \"repo\": \"chatty\", \"service\": \"S\" } ]");
        return this;
    }

    private SourceBundle bundle() throws IOException {
        SourceBundle bundle = new SourceBundle(directory, BUNDLE)
                .header("Bundle-Activator", "acme.talk.Activator")
                .header("Service-Component", "OSGI-INF/components.xml")
                .header(
                        "Import-Package",
                        "org.osgi.framework,org.osgi.util.tracker,io.orka.sdk;version=\"[1,2)\","
                                + "org.slf4j;version=\"[2,3)\",org.slf4j.spi;version=\"[2,3)\","
                                + "org.osgi.service.log;version=\"[1.5,2)\"")
                .file("OSGI-INF/components.xml", resource("components.xml"));
        for (String name : SOURCES) {
            bundle.source(name, resource(name + ".java"));
        }
        return bundle;
    }

    OrkaHome home() {
        return OrkaHome.of(directory.resolve("home"));
    }

    Path registry() {
        return directory.resolve("plugins.json");
    }

    Path log() {
        return home().logs().resolve("orka.log");
    }

    Path printed() {
        return directory.resolve("stdout.txt");
    }

    /** Runs a host until the plugin has been called, and then ends it. */
    void run(String... options) throws IOException, InterruptedException {
        Process host = start(Stream.concat(
                        Stream.of(
                                "run",
                                "--home",
                                home().directory().toString(),
                                "--registry",
                                registry().toString()),
                        Stream.of(options))
                .toList());
        try {
            while (!(Files.exists(log()) && Files.readString(log()).contains("plugin's thread died"))) {
                assertThat(host.waitFor(100, TimeUnit.MILLISECONDS))
                        .as(Files.readString(printed()))
                        .isFalse();
            }
            host.destroy();
            assertThat(host.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            host.destroyForcibly().waitFor();
        }
        assertThat(host.exitValue()).isZero();
    }

    /** Runs a command in a separate host, which fails because one component of the bundle cannot be activated. */
    void exec(String command) throws IOException, InterruptedException {
        Process process = start(List.of(
                "exec",
                "--home",
                home().directory().toString(),
                "--registry",
                registry().toString(),
                "--",
                command));
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    /** Starts a process on the class path of this process. */
    private Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dorka.distribution=" + System.getProperty("orka.distribution"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(words);
        Process process = new ProcessBuilder(command)
                .redirectOutput(printed().toFile())
                .redirectError(directory.resolve("stderr.txt").toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    private static String resource(String name) throws IOException {
        try (var in = requireNonNull(Talker.class.getResourceAsStream("/talker/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
