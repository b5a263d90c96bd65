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
 * What Orka ships beside its classes: Maven, the framework's own bundles, the examples.
 *
 * <p>It is found by the system property {@code orka.distribution}, which the start script sets; else it is what the jar for
 * embedding programs {@linkplain Carried carries}, which has no examples.
 *
 * @param directory its top
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

    /** The one that a host on a home uses, which holds its lock. */
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

    /** The JVM of a plugin that has one for itself: the host's own Java, and of the host's classes those it needs. */
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

    /** The jar of a module for separate processes: a carried one, else that which the class was loaded from. */
    private Path jar(String module, Class<?> type) {
        Path carried = directory.resolve("processes").resolve(module + ".jar");
        return Files.isRegularFile(carried) ? carried : codeSource(type);
    }

    private static Path codeSource(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " was loaded from a place that is no file", e);
        }
    }
}
