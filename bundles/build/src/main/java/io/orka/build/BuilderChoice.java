package io.orka.build;

import io.orka.build.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which builder a plugin's directory asks for. */
final class BuilderChoice {

    private BuilderChoice() {}

    /** A pom comes first: Go sources may well lie beside it. */
    static boolean isGo(Path directory) {
        return has(directory, "go.mod") && !has(directory, "pom.xml");
    }

    static boolean isMaven(Path directory) {
        return has(directory, "pom.xml");
    }

    static Message.Builder of(Path directory) throws IOException {
        if (has(directory, "pom.xml")) {
            return Message.Builder.MAVEN;
        }
        if (has(directory, "build.gradle") || has(directory, "build.gradle.kts")) {
            throw BuildFailure.noBuilder(
                    "the plugin has a Gradle build, which is not supported yet",
                    "Add a pom.xml, or use plain sources without a build file");
        }
        if (hasSources(directory.resolve("src/main/java"), Integer.MAX_VALUE) || hasSources(directory, 1)) {
            return Message.Builder.JAVAC;
        }
        throw BuildFailure.noBuilder(
                "there is nothing to build: no pom.xml, no go.mod, no *.java under src/main/java or at the top",
                "Add one of these, or set \"path\" in the registry to the plugin's directory");
    }

    private static boolean has(Path directory, String name) {
        return Files.isRegularFile(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean hasSources(Path directory, int depth) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> files = Files.find(
                directory,
                depth,
                (file, attributes) ->
                        attributes.isRegularFile() && file.toString().endsWith(".java"))) {
            return files.findAny().isPresent();
        }
    }
}
