package io.orka.build;

import io.orka.checkout.Checkout;
import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import io.orka.registry.RepositoryUrl;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Creates checkouts from given files, and a builder for them. */
final class Fixture {

    static final String HELLO = """
            package acme;

            public class Hello {
                public static io.orka.sdk.Response callMethod(io.orka.sdk.Request request) {
                    return io.orka.sdk.Response.ok("Hello");
                }
            }
            """;

    final Path root;

    Fixture(Path root) {
        this.root = root;
    }

    Fixture with(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    Checkout checkout() {
        return checkout("", false);
    }

    Checkout checkout(String path, boolean tests) {
        PluginEntry entry = new PluginEntry(
                new PluginKey("hello", "v0.1.0"),
                new RepositoryUrl(root.toString(), root.toUri().toString(), ""),
                "HelloPlugin",
                null,
                path,
                tests,
                EntryLimits.none());
        PluginConfig config = new PluginConfig("hello", null, "", List.of(), null, Map.of(), Map.of());
        String id = "0".repeat(40);
        return new Checkout(entry, config, "v0.1.0", id, id, root, root.resolve(path));
    }

    static Builds builds(Path directory, Duration deadline) {
        return builds(directory, deadline, Path.of(System.getProperty("user.home"), ".m2/settings.xml"));
    }

    static Builds builds(Path directory, Duration deadline, Path settings) {
        return new Builds(tools(settings), directory.resolve("logs"), directory.resolve("work"), deadline, 2);
    }

    static BuildTools tools(Path settings) {
        return new BuildTools(
                Path.of(System.getProperty("java.home")),
                mavenHome(),
                place(Builds.class),
                place(OrkaCall.class),
                settings);
    }

    static String pom(String artifact, String inside) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>acme</groupId>
                  <artifactId>%s</artifactId>
                  <version>1.0</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  %s
                </project>
                """.formatted(artifact, inside);
    }

    static String dependencies(String... coordinates) {
        StringBuilder xml = new StringBuilder("<dependencies>");
        for (String coordinate : coordinates) {
            String[] parts = coordinate.split(":", -1);
            xml.append(
                    "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><scope>%s</scope></dependency>"
                            .formatted((Object[]) parts));
        }
        return xml.append("</dependencies>").toString();
    }

    static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Path mavenHome() {
        try (Stream<Path> directories = Files.list(Path.of("target/maven"))) {
            return directories.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
