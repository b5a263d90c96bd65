package io.orka.deploy;

import io.orka.interrupt.LoopCheck;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Injects a call of {@link LoopCheck#check()} before every backward jump of a class (JVMS 4.10.1.9: {@code goto},
 * conditional jumps and switches). The call has no arguments and no result, so operand stack, variables and frames do
 * not change, and class files of every version are supported.
 */
final class LoopWeaver extends ClassVisitor {

    private static final int API = Opcodes.ASM9;
    private static final String CHECK = Type.getInternalName(LoopCheck.class);

    private boolean found;

    private LoopWeaver(ClassWriter writer) {
        super(API, writer);
    }

    /**
     * Injects the checks into a class.
     *
     * @param classFile the bytes of the class; this method does not change them
     * @return the new bytes, or {@code null} when the class has no backward jump
     * @throws RuntimeException when the class cannot be read, or becomes too large
     */
    static byte @Nullable [] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        LoopWeaver weaver = new LoopWeaver(writer);
        reader.accept(weaver, 0);
        return weaver.found ? writer.toByteArray() : null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new Loops(super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    private final class Loops extends MethodVisitor {

        private final Set<Label> passed = new HashSet<>();

        Loops(MethodVisitor writer) {
            super(API, writer);
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            check(target);
            super.visitJumpInsn(opcode, target);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
            check(otherwise, targets);
            super.visitTableSwitchInsn(min, max, otherwise, targets);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
            check(otherwise, targets);
            super.visitLookupSwitchInsn(otherwise, keys, targets);
        }

        private void check(Label first, Label... others) {
            boolean backward = passed.contains(first);
            for (Label other : others) {
                backward |= passed.contains(other);
            }
            if (backward) {
                found = true;
                super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECK, "check", "()V", false);
            }
        }
    }
}
