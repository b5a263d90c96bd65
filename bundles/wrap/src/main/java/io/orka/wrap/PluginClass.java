package io.orka.wrap;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * The properties of one class that the search for an entrypoint uses.
 *
 * @param internalName the internal name of the class, such as {@code acme/Plugin}
 * @param version the version of the class file
 * @param access the access flags; for a nested class, the flags of its declaration
 * @param nested whether the class is nested in another class
 * @param superName the internal name of the superclass
 * @param interfaces the internal names of the direct interfaces
 * @param uses the fields and methods to which the class refers, each as {@code internal/name/of/Class.member}
 * @param methods the constructors, and the methods whose names resemble an entrypoint's name
 */
record PluginClass(
        String internalName,
        ClassFileVersion version,
        int access,
        boolean nested,
        @Nullable String superName,
        List<String> interfaces,
        Set<String> uses,
        List<PluginMethod> methods) {

    String name() {
        return internalName.replace('/', '.');
    }

    boolean isInterface() {
        return has(Opcodes.ACC_INTERFACE);
    }

    boolean isReachable() {
        return has(Opcodes.ACC_PUBLIC) && (!nested || has(Opcodes.ACC_STATIC));
    }

    boolean isAbstract() {
        return has(Opcodes.ACC_ABSTRACT);
    }

    boolean hasPublicConstructor() {
        return methods.stream()
                .anyMatch(method ->
                        method.name().equals("<init>") && method.descriptor().equals("()V") && method.isPublic());
    }

    private boolean has(int flag) {
        return (access & flag) != 0;
    }
}
