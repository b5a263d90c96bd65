package io.orka.launcher;

/** The packages the host shares with plugins and engine bundles; nothing else of the host is visible to them. */
final class SharedPackages {

    private SharedPackages() {}

    static String header() {
        return "io.orka.sdk;version=1.0.0";
    }
}
