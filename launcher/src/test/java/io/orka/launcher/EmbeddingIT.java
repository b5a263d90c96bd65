package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven project that depends on the launcher may use other versions of Orka's libraries. */
class EmbeddingIT {

    private static final Path OLDER = Path.of(System.getProperty("orka.older"));
    private static final List<String> DONE = List.of(
            "greeter@v1.0.0 is ACTIVE",
            "apart@v1.0.0 is ACTIVE",
            "a client ends with 0",
            "apart says in a process of its own",
            "greeter says one",
            "greeter says two",
            "nothing has changed");

    @TempDir
    private static Path shared;

    private static Path distribution;
    private static Outside outside;
    private static String classPath;

    @TempDir
    private Path directory;

    private Path registry;

    @BeforeAll
    static void build() throws Exception {
        distribution = Archive.unpack(shared);
        Path project = Files.createDirectories(shared.resolve("program"));
        Path source = Files.createDirectories(project.resolve("src/main/java/com/acme"));
        Files.writeString(source.resolve("Program.java"), resource("Program.java"));
        String repository = distribution.resolve("repository").toUri().toString();
        Files.writeString(project.resolve("pom.xml"), resource("pom.xml").replace("@repository@", repository));
        outside = new Outside(shared, distribution);
        classPath = outside.classPath(project);
    }

    @BeforeEach
    void register() throws Exception {
        StoryRepository greeter = new StoryRepository(directory.resolve("greeter"));
        greeter.mavenPlugin(greeting("one")).tag("v1.0.0");
        greeter.mavenPlugin(greeting("two")).tag("v2.0.0");
        new StoryRepository(directory.resolve("apart"))
                .plainPlugin("return Response.ok(\"in a process of its own\");")
                .tag("v1.0.0");
        registry = Files.writeString(directory.resolve("plugins.json"), """
                [ { "name": "greeter", "version": "v1.0.0", "repo": "greeter", "service": "Greeter" },
                  { "name": "apart", "version": "v1.0.0", "repo": "apart", "service": "Apart", "isolation": "process" } ]
                """);
    }

    @Test
    void olderLibrariesOfTheProgramDoNotMeetThoseOfOrka() throws Exception {
        Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level by %logger: %msg%n</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="out"/></root>
                </configuration>
                """);

        String said = run(
                directory
                        + File.pathSeparator
                        + jars("jackson-", "org.eclipse.jgit-", "JavaEWAH", "jline-", "logback-"),
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.eclipse.jgit.api.Git",
                "org.jline.reader.LineReader",
                "ch.qos.logback.classic.Logger");

        assertThat(said)
                .contains(DONE)
                .contains("ObjectMapper of jackson-databind-2.13.5.jar", "LineReader of jline-3.21.0.jar")
                .contains("Git of org.eclipse.jgit-5.13.3.", "Logger of logback-classic-1.3.14.jar")
                .contains("DEBUG by com.acme.Program: the program logs", " by io.orka.")
                .doesNotContain("jgit.util", "by io.orka.shaded");
    }

    @Test
    void aProgramWithoutLoggingRuns() throws Exception {
        assertThat(run("")).contains(DONE).contains("No SLF4J providers were found");
    }

    @Test
    void aProgramWithEngineBundlesLogsByLog4j() throws Exception {
        Path engine = distribution.resolve("examples/engine");
        outside.build(engine);
        Path bundles = Files.createDirectories(directory.resolve("home/bundles"));
        Files.copy(engine.resolve("target/engine-1.0.0.jar"), bundles.resolve("engine.jar"));

        assertThat(run(jars("log4j-"), "org.apache.logging.slf4j.Log4jLoggerFactory"))
                .contains(DONE)
                .contains("engine runs", "org.apache.felix.scr runs")
                .doesNotContain("SLF4J");
    }

    @Test
    void aProgramWithAnOlderSlf4jIsTold() throws Exception {
        assertThat(run(1, jars("slf4j-api-"))).contains("older than version 2", "slf4j-api-1.7.36.jar");
    }

    @Test
    void nothingInTheJarIsInAPackageOfOthers() throws Exception {
        List<String> strangers;
        try (JarFile jar = new JarFile(Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("orka-launcher"))
                .findFirst()
                .orElseThrow())) {
            strangers = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name ->
                            !name.matches("(io/|io/orka/.*|META-INF/([^/]*|licenses/.*|services/(io\\.orka\\..*)?))"))
                    .toList();
        }
        assertThat(strangers).isEmpty();
    }

    private String run(String first, String... classes) throws Exception {
        return run(0, first, classes);
    }

    private String run(int code, String first, String... classes) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Outside.java(),
                "-cp",
                first.isEmpty() ? classPath : first + File.pathSeparator + classPath,
                "com.acme.Program",
                directory.resolve("home").toString(),
                registry.toString(),
                distribution.resolve("bin/orka").toString()));
        command.addAll(List.of(classes));
        return outside.run(directory, code, command.toArray(String[]::new));
    }

    private static String greeting(String word) {
        return """
                package acme;
                import io.orka.sdk.*;
                public class Plugin {
                    public static Response callMethod(Request request) { return Response.ok("%s"); }
                }
                """.formatted(word);
    }

    private static String jars(String... names) throws Exception {
        try (Stream<Path> all = Files.list(OLDER)) {
            return all.map(Path::toString)
                    .filter(jar -> Stream.of(names)
                            .anyMatch(name -> jar.startsWith(OLDER.resolve(name).toString())))
                    .sorted()
                    .reduce((one, other) -> one + File.pathSeparator + other)
                    .orElseThrow();
        }
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = EmbeddingIT.class.getResourceAsStream("/program/" + name)) {
            return new String(requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
