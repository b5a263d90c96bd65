package io.orka.wrap;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * The facts about one class that the search for an entrypoint uses.
 *
 * @param internalName such as {@code acme/Plugin}
 * @param version the version of its class file
 * @param access its access flags; for a nested class those of its declaration
 * @param nested whether it is nested in another class
 * @param superName the class it extends, as an internal name
 * @param interfaces its direct interfaces, as internal names
 * @param uses the fields and methods it refers to, each as {@code internal/name/of/Class.member}
 * @param methods its constructors, and its methods whose names resemble an entrypoint's
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
