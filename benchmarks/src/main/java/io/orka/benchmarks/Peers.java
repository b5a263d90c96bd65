package io.orka.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The versions of Orka's alternatives and of the plugins' libraries, as the build pins them. */
final class Peers {

    static final String KARAF = version("karaf");
    static final String PF4J = version("pf4j");
    static final String FELIX = version("felix");
    static final String GUAVA = version("guava");
    static final String JACKSON = version("jackson");
    static final String LANG3 = version("lang3");
    static final String MAVEN = version("maven");

    private Peers() {}

    private static String version(String name) {
        Properties versions = new Properties();
        try (InputStream in = Peers.class.getResourceAsStream("peers.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return versions.getProperty(name);
    }
}
