package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Projects and programs outside of this repository, which have of Orka what an unpacked distribution gives them. */
final class Outside {

    private static final Path REPOSITORY = Path.of(System.getProperty("orka.repository"));
    private static final String CLASS_PATH = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

    private final Path directory;
    private final Path distribution;

    /** Makes its files in a directory, which may hold other things too. */
    Outside(Path directory, Path distribution) {
        this.directory = directory;
        this.distribution = distribution;
    }

    /** By the Maven that is in the distribution, as its user would; with a local repository that has nothing of Orka. */
    void build(Path project, String... goals) throws Exception {
        Path mine = directory.resolve("m2");
        List<String> command = new ArrayList<>(List.of(
                distribution.resolve("maven/bin/mvn").toString(), "-B", "-q", "-Dmaven.repo.local=" + mine, "package"));
        command.addAll(List.of(goals));
        try (Links downloaded = Links.toAllBut("orka", directory.resolve("downloaded"))) {
            command.add("-Dmaven.repo.local.tail=" + downloaded.place);
            run(project, command.toArray(String[]::new));
        }
        assertThat(mine.resolve("io/orka/orka-plugin-sdk"))
                .as("what came from the distribution")
                .isNotEmptyDirectory();
    }

    /** Builds a project; returns the class path that Maven has for its program, without what it lacks to run. */
    String classPath(Path project) throws Exception {
        Path file = directory.resolve("class-path.txt");
        build(project, CLASS_PATH, "-Dmdep.outputFile=" + file, "-Dmdep.includeScope=runtime");
        Path kept = Files.createDirectories(directory.resolve("class-path"));
        List<String> entries =
                new ArrayList<>(List.of(project.resolve("target/classes").toString()));
        // Where downloads are linked to is gone when the build has ended.
        for (String entry : Files.readString(file).strip().split(File.pathSeparator, -1)) {
            Path jar = Path.of(
                    entry.replace(directory.resolve("downloaded").toString() + "/", REPOSITORY.toString() + "/"));
            entries.add(Files.copy(jar, kept.resolve(jar.getFileName())).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** What a process prints that ends well. */
    String run(Path where, String... command) throws Exception {
        return run(where, 0, command);
    }

    /** What a process prints that ends with a certain code. */
    String run(Path where, int code, String... command) throws Exception {
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
        assertThat(exit).as(String.join(" ", command) + "\n" + said).isEqualTo(code);
        return said;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
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
}
