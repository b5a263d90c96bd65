package io.orka.launcher;

import io.orka.build.BuildTools;
import io.orka.build.Builds;
import io.orka.sdk.OrkaCall;
import java.net.URISyntaxException;
import java.nio.file.Path;

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
