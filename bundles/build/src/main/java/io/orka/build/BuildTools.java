package io.orka.build;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The paths of the build tools.
 *
 * @param javaHome the JDK of the worker, 17 or later
 * @param mavenHome the Maven that is part of Orka
 * @param workerJar the jar, or the directory of classes, of this package
 * @param sdkJar the jar, or the directory of classes, of the plugin SDK
 * @param userSettings the operator's Maven settings, usually {@code ~/.m2/settings.xml}; need not exist
 */
public record BuildTools(Path javaHome, Path mavenHome, Path workerJar, Path sdkJar, Path userSettings) {

    /** Checks that no path is null, and makes all paths absolute. */
    public BuildTools {
        javaHome = absolute(javaHome, "javaHome");
        mavenHome = absolute(mavenHome, "mavenHome");
        workerJar = absolute(workerJar, "workerJar");
        sdkJar = absolute(sdkJar, "sdkJar");
        userSettings = absolute(userSettings, "userSettings");
    }

    boolean hasCompiler() {
        return Files.isExecutable(javaHome.resolve("bin/javac"));
    }

    private static Path absolute(Path path, String name) {
        return requireNonNull(path, name + " is null").toAbsolutePath().normalize();
    }
}
