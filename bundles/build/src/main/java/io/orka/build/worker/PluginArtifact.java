package io.orka.build.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Finds the jar with a plugin's own classes among the artifacts of its Maven project. */
final class PluginArtifact {

    private static final Set<String> FOR_PEOPLE = Set.of("sources", "javadoc", "tests", "test-sources", "test-javadoc");

    private PluginArtifact() {}

    static Path of(MavenProject project) throws FailedBuild {
        Path jar = file(project);
        if (!has(jar, "BOOT-INF/")) {
            return jar;
        }
        // Spring Boot repackages the jar, so that class loaders find neither classes nor libraries, and keeps the
        // original jar.
        Path original = jar.resolveSibling(jar.getFileName() + ".original");
        if (Files.isRegularFile(original)) {
            return original;
        }
        throw failure("the jar " + jar.getFileName()
                + " is repackaged by Spring Boot: its classes are in BOOT-INF, which Orka does not support");
    }

    private static Path file(MavenProject project) throws FailedBuild {
        @Nullable Artifact main = project.getArtifact();
        if (Set.of("pom", "war", "ear").contains(project.getPackaging())) {
            throw failure("packaging '" + project.getPackaging() + "' produces no jar");
        }
        if (main != null && isJar(main)) {
            return main.getFile().toPath();
        }
        List<Artifact> others = project.getAttachedArtifacts().stream()
                .filter(artifact -> isJar(artifact) && !FOR_PEOPLE.contains(artifact.getClassifier()))
                .toList();
        if (others.size() == 1) {
            return others.get(0).getFile().toPath();
        }
        throw failure("packaging '" + project.getPackaging() + "' produces no jar" + found(main, others));
    }

    private static String found(@Nullable Artifact main, List<Artifact> others) {
        if (!others.isEmpty()) {
            return " without a classifier, and several with a classifier: "
                    + others.stream().map(Artifact::getClassifier).collect(Collectors.joining(", "));
        }
        @Nullable File file = main == null ? null : main.getFile();
        return file == null ? "" : ", but " + file.getName();
    }

    private static boolean isJar(Artifact artifact) {
        return artifact.getFile() != null && artifact.getFile().getName().endsWith(".jar");
    }

    private static boolean has(Path jar, String entry) throws FailedBuild {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry(entry) != null;
        } catch (IOException e) {
            throw failure("the jar " + jar.getFileName() + " cannot be read: " + e.getMessage());
        }
    }

    private static FailedBuild failure(String text) {
        return new FailedBuild(FailureKind.PACKAGING, "pom.xml: " + text);
    }
}
