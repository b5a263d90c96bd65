package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingPoint;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.pf4j.ExtensionPoint;

/** The class path on which the plugins of the alternatives are compiled. */
final class HostJars {

    private HostJars() {}

    /** Returns the SDK, PF4J, the framework, and the extension point. */
    static List<Path> in(Path directory) throws IOException, URISyntaxException {
        return List.of(
                of(OrkaCall.class),
                of(ExtensionPoint.class),
                of(BundleActivator.class),
                PluginJar.of(PingPoint.class).write(directory.resolve("point.jar")));
    }

    /** Returns the jar that contains a class. */
    static Path of(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
