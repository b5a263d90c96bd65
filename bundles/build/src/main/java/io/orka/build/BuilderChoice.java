package io.orka.build;

import io.orka.build.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Chooses the builder for a plugin's directory. */
final class BuilderChoice {

    /** Build files of tools that Orka does not support. */
    private static final Map<String, String> OTHER_TOOLS = new TreeMap<>(Map.of(
            "build.gradle", "Gradle",
            "build.gradle.kts", "Gradle",
            "settings.gradle", "Gradle",
            "settings.gradle.kts", "Gradle",
            "build.xml", "Ant",
            "build.sbt", "sbt",
            "build.mill", "Mill",
            "MODULE.bazel", "Bazel",
            "WORKSPACE", "Bazel"));

    /** Languages whose sources javac would ignore silently. */
    private static final Map<String, String> OTHER_LANGUAGES =
            new TreeMap<>(Map.of(".kt", "Kotlin", ".scala", "Scala", ".groovy", "Groovy"));

    private BuilderChoice() {}

    /**
     * Returns whether the plugin is a Go module. A pom.xml has precedence, since Go sources may be in the same
     * directory.
     */
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
        for (Map.Entry<String, String> file : OTHER_TOOLS.entrySet()) {
            if (has(directory, file.getKey())) {
                throw BuildFailure.noBuilder(
                        "the plugin has a " + file.getKey() + ", but Orka does not build with " + file.getValue(),
                        "Add a pom.xml, or use plain Java sources without a build file.");
            }
        }
        for (Map.Entry<String, String> language : OTHER_LANGUAGES.entrySet()) {
            if (hasSources(directory, "src/main", language.getKey())) {
                throw BuildFailure.noBuilder(
                        "the plugin has sources in " + language.getValue() + " and no build file",
                        "Add a pom.xml with the Maven plugin for " + language.getValue() + ".");
            }
        }
        if (hasSources(directory, "src/main/java", ".java")) {
            return Message.Builder.JAVAC;
        }
        throw BuildFailure.noBuilder(
                "there is nothing to build: no pom.xml, no go.mod, and no *.java in src/main/java or the root directory",
                "Add one of these files, or set \"path\" in plugins.json to the plugin's directory.");
    }

    private static boolean has(Path directory, String name) {
        return Files.isRegularFile(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean hasSources(Path directory, String tree, String ending) throws IOException {
        return has(directory.resolve(tree), ending, Integer.MAX_VALUE) || has(directory, ending, 1);
    }

    private static boolean has(Path directory, String ending, int depth) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> files = Files.find(
                directory,
                depth,
                (file, attributes) ->
                        attributes.isRegularFile() && file.toString().endsWith(ending))) {
            return files.findAny().isPresent();
        }
    }
}
