package io.orka.launcher;

import io.orka.build.BuildTools;
import io.orka.build.Builds;
import io.orka.deploy.GuestJvm;
import io.orka.entry.Entrypoint;
import io.orka.guest.GuestMain;
import io.orka.sdk.OrkaCall;
import io.orka.wire.Frame;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that Orka ships in addition to its classes: Maven, the framework's bundles, the examples.
 *
 * <p>The start script sets the directory of the files in the system property {@code orka.distribution}. Without this
 * property, the files come from the jar for embedding programs ({@link Carried}), which contains no examples.
 *
 * @param directory the top directory
 */
record Distribution(Path directory) {

    private static final String PROPERTY = "orka.distribution";

    static Distribution find() {
        String property = System.getProperty(PROPERTY);
        return new Distribution(
                property == null
                        ? codeSource(Distribution.class).resolve("../..").normalize()
                        : Path.of(property));
    }

    /** Returns the distribution for a host that holds the lock of a home directory. */
    static Distribution of(OrkaHome home) {
        return System.getProperty(PROPERTY) == null
                ? Carried.in(home.carried(), home.carriedBefore())
                        .map(Distribution::new)
                        .orElseGet(Distribution::find)
                : find();
    }

    BuildTools buildTools() {
        return new BuildTools(
                Path.of(System.getProperty("java.home")),
                directory.resolve("maven"),
                jar("orka-build", Builds.class),
                jar("orka-plugin-sdk", OrkaCall.class),
                Path.of(System.getProperty("user.home"), ".m2", "settings.xml"));
    }

    /** Returns the separate JVM of a plugin: the host's Java runtime, with the classes that the plugin's JVM needs. */
    GuestJvm guestJvm() {
        return new GuestJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                GuestMain.class.getName(),
                List.of(
                        jar("orka-guest", GuestMain.class),
                        jar("orka-entry", Entrypoint.class),
                        jar("orka-wire", Frame.class),
                        jar("orka-plugin-sdk", OrkaCall.class)),
                List::of);
    }

    Path frameworkBundles() {
        return directory.resolve("bundles");
    }

    Path examples() {
        return directory.resolve("examples");
    }

    /**
     * Returns the jar of a module for separate processes: from the distribution, or else the jar that the class was
     * loaded from.
     */
    private Path jar(String module, Class<?> type) {
        Path carried = directory.resolve("processes").resolve(module + ".jar");
        return Files.isRegularFile(carried) ? carried : codeSource(type);
    }

    private static Path codeSource(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " was not loaded from a file", e);
        }
    }
}
