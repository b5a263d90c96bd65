package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unpacked archive contains everything that client code needs. */
class DistributionIT {

    @TempDir
    private Path directory;

    private Path distribution;
    private Path registry;
    private Outside outside;

    @BeforeEach
    void unpack() throws Exception {
        distribution = Archive.unpack(directory);
        outside = new Outside(directory, distribution);
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
        outside.build(engine);
        Path bundles = Files.createDirectories(directory.resolve("home/bundles"));
        Files.copy(engine.resolve("target/engine-1.0.0.jar"), bundles.resolve("engine.jar"));

        String said = outside.run(
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
        String classPath = outside.classPath(embedding);

        String said = outside.run(
                directory,
                Outside.java(),
                "-cp",
                classPath,
                "com.example.embedding.Main",
                directory.resolve("home").toString(),
                registry.toString(),
                "Ada");

        assertThat(said).contains("Hello, Ada!", "hello@v0.1.0 is ACTIVE");
    }

    @Test
    void theSameProgramRunsOnTheJarsOfADistribution() throws Exception {
        Path embedding = distribution.resolve("examples/embedding");
        outside.build(embedding);

        String said = outside.run(
                directory,
                Outside.java(),
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
    void itsRepositoryHasWhatIsPublished() throws Exception {
        Path repository = distribution.resolve("repository/io/orka");
        try (Stream<Path> artifacts = Files.list(repository)) {
            assertThat(artifacts)
                    .extracting(artifact -> artifact.getFileName().toString())
                    .containsExactlyInAnyOrder("orka-bom", "orka-plugin-sdk", "orka-api", "orka-launcher");
        }
        for (String artifact : List.of("orka-plugin-sdk", "orka-api", "orka-launcher")) {
            try (Stream<Path> files = Files.list(repository.resolve(artifact).resolve("0.1.0"))) {
                assertThat(files)
                        .extracting(file -> file.getFileName().toString().replace(artifact + "-0.1.0", ""))
                        .containsExactlyInAnyOrder(".jar", ".pom", "-sources.jar", "-javadoc.jar");
            }
        }
        try (Stream<Path> files = Files.walk(repository)) {
            assertThat(files.filter(file -> file.toString().endsWith(".pom")))
                    .hasSize(4)
                    .allSatisfy(pom -> assertThat(pom)
                            .content()
                            .doesNotContain("<parent>")
                            .contains("<name>", "<description>", "<licenses>", "<developers>"));
        }
        assertThat(distribution.resolve("examples/engine")).isDirectoryNotContaining("glob:**target");
    }
}
