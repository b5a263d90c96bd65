package io.orka.wrap;

/**
 * The version of a class file (JVMS, section 4.1).
 *
 * @param major 52 for Java 8, 61 for Java 17
 * @param preview whether the class uses preview features of exactly this Java version
 */
record ClassFileVersion(int major, boolean preview) {

    private static final int BEFORE_JAVA_1 = 44;

    int java() {
        return major - BEFORE_JAVA_1;
    }

    /** Returns the Java version in the form of the OSGi framework, such as 1.8 or 9. */
    String platform() {
        return java() < 9 ? "1." + Math.max(java(), 1) : Integer.toString(java());
    }

    boolean loadsOn(int running) {
        // A class file with preview features loads only with a JVM option that the host does not set.
        return java() <= running && !preview;
    }

    @Override
    public String toString() {
        return "Java " + java() + (preview ? " with --enable-preview" : "");
    }
}
