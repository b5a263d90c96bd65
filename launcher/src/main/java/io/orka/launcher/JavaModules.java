package io.orka.launcher;

import java.util.ArrayList;
import java.util.List;

/** The JDK modules that a host needs, without modules that only builds need. */
final class JavaModules {

    private static final List<String> NEEDED = List.of(
            "java.desktop",
            "java.logging",
            "java.management",
            "java.naming",
            "java.rmi",
            "java.security.jgss",
            "java.sql",
            "java.xml",
            "jdk.unsupported");

    /** The module with elliptic curves for TLS; from Java 22 on, the curves are in {@code java.base}. */
    private static final String CURVES = "jdk.crypto.ec";

    private static final int CURVES_IN_BASE = 22;

    private JavaModules() {}

    /**
     * Throws an exception if this JVM lacks one of these modules. Uses a loop, since a stream would slow down the
     * start.
     */
    static void check() {
        List<String> missing = new ArrayList<>();
        for (String module : NEEDED) {
            if (isMissing(module)) {
                missing.add(module);
            }
        }
        if (Runtime.version().feature() < CURVES_IN_BASE && isMissing(CURVES)) {
            missing.add(CURVES);
        }
        if (!missing.isEmpty()) {
            throw HostFailure.modulesMissing(missing, System.getProperty("java.home"));
        }
    }

    private static boolean isMissing(String module) {
        return ModuleLayer.boot().findModule(module).isEmpty();
    }
}
