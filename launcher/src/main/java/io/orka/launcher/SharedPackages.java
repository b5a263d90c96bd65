package io.orka.launcher;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The packages that the host shares with bundles. Plugins and engine bundles can use the SDK. Engine bundles can also use
 * the API, the logging packages and the OSGi services of the host. No other class of the host is visible to bundles. The
 * code that Orka injects into plugins finds its classes through the parent of the plugins' class loaders.
 */
final class SharedPackages {

    private static final String HOST = "io.orka.sdk;version=1.1.0,io.orka.api;version=1.0.0;uses:=\"io.orka.sdk\"";

    /** The OSGi services, which the host also uses to store configurations and to read the state of components. */
    private static final String OSGI_SERVICES =
            "org.osgi.service.cm;version=1.6.1,org.osgi.service.component;version=1.5.1,"
                    + "org.osgi.service.component.propertytypes;version=1.5.0,"
                    + "org.osgi.service.component.runtime;version=1.5.0,"
                    + "org.osgi.service.component.runtime.dto;version=1.5.0,"
                    + "org.osgi.util.function;version=1.2.0,org.osgi.util.promise;version=1.3.0";

    private static final String OSGI_LOG = "org.osgi.service.log;version=1.5.0";
    private static final String OLD_SLF4J = "1.7.36";
    private static final String OLDEST_SLF4J = "2.0.0";

    private SharedPackages() {}

    static String header() {
        return HOST + "," + OSGI_SERVICES + "," + OSGI_LOG + "," + slf4j(slf4jVersion()) + "," + slf4j(OLD_SLF4J);
    }

    /** Returns the version on the class path, which an embedding program chooses. */
    static String slf4jVersion() {
        return Objects.requireNonNullElse(LoggerFactory.class.getPackage().getImplementationVersion(), OLDEST_SLF4J);
    }

    /**
     * Returns the SLF4J packages in one version. The host exports two versions: code compiled against 1.7 also runs
     * with 2.
     */
    private static String slf4j(String version) {
        return Stream.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")
                .map(name -> name + ";version=" + version)
                .collect(Collectors.joining(","));
    }
}
