package io.orka.launcher;

import io.orka.build.BuildTools;
import io.orka.build.Builds;
import io.orka.deploy.GuestJvm;
import io.orka.entry.Entrypoint;
import io.orka.guest.GuestMain;
import io.orka.sdk.OrkaCall;
import io.orka.wire.Frame;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Orka ships beside its classes: Maven, the framework's own bundles, the examples.
 *
 * <p>It is found by the system property {@code orka.distribution}, which the start script sets; engine code that embeds
 * Orka sets it to an unpacked distribution, or can build plugins without a {@code pom.xml} only.
 *
 * @param directory the top of the unpacked distribution
 */
record Distribution(Path directory) {

    static Distribution find() {
        String property = System.getProperty("orka.distribution");
        return new Distribution(
                property == null
                        ? codeSource(Distribution.class).resolve("../..").normalize()
                        : Path.of(property));
    }

    BuildTools buildTools() {
        return new BuildTools(
                Path.of(System.getProperty("java.home")),
                directory.resolve("maven"),
                codeSource(Builds.class),
                codeSource(OrkaCall.class),
                Path.of(System.getProperty("user.home"), ".m2", "settings.xml"));
    }

    /** The JVM of a plugin that has one for itself: the host's own Java, and of the host's classes those it needs. */
    GuestJvm guestJvm() {
        return new GuestJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                GuestMain.class.getName(),
                Stream.of(GuestMain.class, Entrypoint.class, Frame.class, OrkaCall.class)
                        .map(Distribution::codeSource)
                        .toList(),
                List::of);
    }

    Path frameworkBundles() {
        return directory.resolve("bundles");
    }

    Path examples() {
        return directory.resolve("examples");
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
