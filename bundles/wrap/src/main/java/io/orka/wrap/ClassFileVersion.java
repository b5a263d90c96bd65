package io.orka.wrap;

/**
 * The version of a class file (JVMS, section 4.1).
 *
 * @param major 52 for Java 8, 61 for Java 17
 * @param preview whether it uses preview features of exactly that Java version
 */
record ClassFileVersion(int major, boolean preview) {

    private static final int BEFORE_JAVA_1 = 44;

    int java() {
        return major - BEFORE_JAVA_1;
    }

    /** The platform version in the framework's form: 1.8, then 9. */
    String platform() {
        return java() < 9 ? "1." + Math.max(java(), 1) : Integer.toString(java());
    }

    boolean loadsOn(int running) {
        // A preview class file loads only with a flag that a host for many plugins does not set.
        return java() <= running && !preview;
    }

    @Override
    public String toString() {
        return "Java " + java() + (preview ? " with --enable-preview" : "");
    }
}
