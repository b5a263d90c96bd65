package io.orka.launcher;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The packages the host shares: the SDK with plugins and engine bundles, the check in loops with the plugins it is woven
 * into, and with engine bundles the API, the ways to log and the OSGi services that come with the host: a plugin's bundle imports none of them. Nothing else of the
 * host is visible to them.
 */
final class SharedPackages {

    private static final String HOST =
            "io.orka.sdk;version=1.1.0,io.orka.api;version=1.0.0;uses:=\"io.orka.sdk\",io.orka.interrupt;version=1.0.0";

    /** Of these the host is a user, too: it hands on configurations and asks for the state of components. */
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

    /** That of the class path, which is the program's where one embeds Orka. */
    static String slf4jVersion() {
        return Objects.requireNonNullElse(LoggerFactory.class.getPackage().getImplementationVersion(), OLDEST_SLF4J);
    }

    /** SLF4J has its packages under two versions: who was compiled against 1.7 runs with 2 as well. */
    private static String slf4j(String version) {
        return Stream.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")
                .map(name -> name + ";version=" + version)
                .collect(Collectors.joining(","));
    }
}
