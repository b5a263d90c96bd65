package io.orka.launcher;

/**
 * The packages the host shares: the SDK with plugins and engine bundles, the check in loops with the plugins it is woven
 * into. Nothing else of the host is visible to them.
 */
final class SharedPackages {

    private SharedPackages() {}

    static String header() {
        return "io.orka.sdk;version=1.1.0,io.orka.guard;version=1.0.0";
    }
}
