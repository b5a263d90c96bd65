package io.orka.deploy;

import java.security.CodeSource;

/** The bytes of a class, with the place that they come from. */
final class ClassFile {

    private final byte[] bytes;
    private final CodeSource source;
    private final ClassFiles.Source from;

    ClassFile(byte[] bytes, CodeSource source, ClassFiles.Source from) {
        this.bytes = bytes;
        this.source = source;
        this.from = from;
    }

    /** The shared array; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The URL of the jar or directory, and the signers. */
    CodeSource source() {
        return source;
    }

    /** The jar or directory. */
    ClassFiles.Source from() {
        return from;
    }
}
