package io.orka.launcher;

/** Which Orka this is. */
final class OrkaVersion {

    private OrkaVersion() {}

    static String text() {
        String version = OrkaVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
