package io.orka.launcher;

import java.util.ArrayList;
import java.util.List;

/** The modules of the JDK without which a host does not get far. What only builds need is not among them. */
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

    /** What TLS needs for elliptic curves; from Java 22 on that is in {@code java.base}. */
    private static final String CURVES = "jdk.crypto.ec";

    private static final int CURVES_IN_BASE = 22;

    private JavaModules() {}

    /** Throws where this JVM has not all of them. A loop and no stream, since this comes before all else of a start. */
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
