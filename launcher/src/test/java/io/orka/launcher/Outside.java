package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds and runs projects outside of this repository. These get Orka from an unpacked distribution only. */
final class Outside {

    private static final Path REPOSITORY = Path.of(System.getProperty("orka.repository"));
    private static final String CLASS_PATH = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

    private final Path directory;
    private final Path distribution;

    /** Creates its files in a directory, which may contain other files too. */
    Outside(Path directory, Path distribution) {
        this.directory = directory;
        this.distribution = distribution;
    }

    /** Builds a project as a user would: with the distribution's Maven, and a local repository without Orka. */
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

    /** Builds a project; returns its runtime class path. */
    String classPath(Path project) throws Exception {
        Path file = directory.resolve("class-path.txt");
        build(project, CLASS_PATH, "-Dmdep.outputFile=" + file, "-Dmdep.includeScope=runtime");
        Path kept = Files.createDirectories(directory.resolve("class-path"));
        List<String> entries =
                new ArrayList<>(List.of(project.resolve("target/classes").toString()));
        // The links to downloads are deleted after the build, so the jars are copied.
        for (String entry : Files.readString(file).strip().split(File.pathSeparator, -1)) {
            Path jar = Path.of(
                    entry.replace(directory.resolve("downloaded").toString() + "/", REPOSITORY.toString() + "/"));
            entries.add(Files.copy(jar, kept.resolve(jar.getFileName())).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Runs a process that must succeed, and returns its output. */
    String run(Path where, String... command) throws Exception {
        return run(where, 0, command);
    }

    /** Runs a process that must end with the given exit code, and returns its output. */
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

    /** Links to all downloads of this build, without the artifacts that the build has installed. */
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
