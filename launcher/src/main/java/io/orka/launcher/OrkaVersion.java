package io.orka.launcher;

/** The version of Orka. */
final class OrkaVersion {

    private OrkaVersion() {}

    static String text() {
        String version = OrkaVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
