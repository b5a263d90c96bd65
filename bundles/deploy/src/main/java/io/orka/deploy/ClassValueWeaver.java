package io.orka.deploy;

import io.orka.leaks.woven.ClassValues;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Injects a call of {@link ClassValues#computing} into each {@link ClassValue#computeValue} of a class. */
final class ClassValueWeaver extends ClassVisitor {

    private static final int API = Opcodes.ASM9;
    private static final String METHOD = "computeValue";
    private static final byte[] NAME = METHOD.getBytes(StandardCharsets.US_ASCII);
    private static final String DESCRIPTOR = "(Ljava/lang/Class;)Ljava/lang/Object;";
    private static final String RECORDS = Type.getInternalName(ClassValues.class);
    private static final int ARGUMENTS = 2;

    private boolean found;

    private ClassValueWeaver(ClassWriter writer) {
        super(API, writer);
    }

    /**
     * Injects the call.
     *
     * @param classFile the bytes of the class; not changed
     * @return the new bytes, or {@code null} when the class has no such method
     * @throws RuntimeException when the class cannot be read
     */
    static byte @Nullable [] weave(byte[] classFile) {
        if (!hasName(classFile)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        ClassValueWeaver weaver = new ClassValueWeaver(writer);
        reader.accept(weaver, 0);
        return weaver.found ? writer.toByteArray() : null;
    }

    /** Searches the bytes, which is much faster than to read the class, and right for nearly all classes. */
    private static boolean hasName(byte[] classFile) {
        for (int at = 0; at <= classFile.length - NAME.length; at++) {
            int matching = 0;
            while (matching < NAME.length && classFile[at + matching] == NAME[matching]) {
                matching++;
            }
            if (matching == NAME.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean computes = name.equals(METHOD)
                && descriptor.equals(DESCRIPTOR)
                && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0;
        found |= computes;
        return computes ? new Recording(method) : method;
    }

    private static final class Recording extends MethodVisitor {

        Recording(MethodVisitor writer) {
            super(API, writer);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitVarInsn(Opcodes.ALOAD, 1);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, RECORDS, "computing", "(Ljava/lang/Object;Ljava/lang/Class;)V", false);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, ARGUMENTS), maxLocals);
        }
    }
}
