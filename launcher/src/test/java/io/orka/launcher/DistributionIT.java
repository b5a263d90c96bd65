package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that is handed out: unpacked somewhere, it is all that engine code needs. */
class DistributionIT {

    private static final Path REPOSITORY = Path.of(System.getProperty("orka.repository"));

    @TempDir
    private Path directory;

    private Path distribution;
    private Path registry;

    @BeforeEach
    void unpack() throws Exception {
        distribution = Archive.unpack(directory);
        new StoryRepository(directory.resolve("hello"))
                .copy(distribution.resolve("examples/hello/v0.1.0"))
                .tag("v0.1.0");
        registry = Files.writeString(directory.resolve("plugins.json"), """
                [ { "name": "hello", "version": "v0.1.0", "repo": "hello", "service": "HelloService" } ]
                """);
    }

    @Test
    void theEngineBundleIsBuiltAndRuns() throws Exception {
        Path engine = distribution.resolve("examples/engine");
        build(engine);
        Path bundles = Files.createDirectories(directory.resolve("home/bundles"));
        Files.copy(engine.resolve("target/engine-1.0.0.jar"), bundles.resolve("engine.jar"));

        String said = run(
                directory,
                distribution.resolve("bin/orka").toString(),
                "exec",
                "--home",
                directory.resolve("home").toString(),
                "--registry",
                registry.toString(),
                "--",
                "engine:greet Ada",
                "engine:plugins",
                "engine:keys");

        assertThat(said).contains("Hello, Ada!", "hello@v0.1.0 ACTIVE");
    }

    @Test
    void theEmbeddingProgramIsBuiltAndRuns() throws Exception {
        Path embedding = distribution.resolve("examples/embedding");
        build(embedding);

        String said = run(
                directory,
                java(),
                "-cp",
                embedding.resolve("target/classes") + File.pathSeparator + distribution.resolve("lib") + "/*",
                "-Dorka.distribution=" + distribution,
                "com.example.embedding.Main",
                directory.resolve("home").toString(),
                registry.toString(),
                "Ada");

        assertThat(said).contains("Hello, Ada!", "hello@v0.1.0 is ACTIVE");
    }

    @Test
    void itsRepositoryHasWhatItRunsWith() throws Exception {
        List<Path> own;
        try (Stream<Path> jars = Files.list(distribution.resolve("lib"))) {
            own = jars.filter(jar -> jar.getFileName().toString().startsWith("orka-"))
                    .toList();
        }
        assertThat(own).hasSizeGreaterThan(10).allSatisfy(jar -> {
            String[] parts = jar.getFileName().toString().split("-(?=\\d)|\\.jar$", -1);
            Path place =
                    distribution.resolve("repository/io/orka").resolve(parts[0]).resolve(parts[1]);
            assertThat(place.resolve(jar.getFileName())).hasSameBinaryContentAs(jar);
            assertThat(place.resolve(parts[0] + "-" + parts[1] + ".pom"))
                    .content()
                    .doesNotContain("<parent>");
        });
        assertThat(distribution.resolve("examples/engine")).isDirectoryNotContaining("glob:**target");
    }

    /** By the Maven that is in the distribution, as its user would; with a local repository that has nothing of Orka. */
    private void build(Path project) throws Exception {
        Path mine = directory.resolve("m2");
        try (Links downloaded = Links.toAllBut("orka", directory.resolve("downloaded"))) {
            run(
                    project,
                    distribution.resolve("maven/bin/mvn").toString(),
                    "-B",
                    "-q",
                    "-Dmaven.repo.local=" + mine,
                    "-Dmaven.repo.local.tail=" + downloaded.place,
                    "package");
        }
        assertThat(mine.resolve("io/orka/orka-plugin-sdk"))
                .as("what came from the distribution")
                .isNotEmptyDirectory();
    }

    /** All that this build has downloaded, and nothing that it has installed. */
    private record Links(Path place, List<Path> links) implements AutoCloseable {

        static Links toAllBut(String group, Path place) throws IOException {
            Links links = new Links(place, new ArrayList<>());
            links.add(REPOSITORY, place, "io");
            links.add(REPOSITORY.resolve("io"), place.resolve("io"), group);
            return links;
        }

        private void add(Path from, Path to, String but) throws IOException {
            Files.createDirectories(to);
            try (Stream<Path> all = Files.list(from)) {
                for (Path one : all.toList()) {
                    if (!one.getFileName().toString().equals(but)) {
                        links.add(Files.createSymbolicLink(to.resolve(one.getFileName()), one));
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (Path link : links) {
                Files.delete(link);
            }
        }
    }

    private String run(Path where, String... command) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_") || name.startsWith("ORKA_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        int exit = builder.start().waitFor();
        String said = Files.readString(output);
        assertThat(exit).as(String.join(" ", command) + "\n" + said).isZero();
        return said;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
