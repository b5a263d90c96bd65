package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.interrupt.LoopCheck;
import io.orka.interrupt.LoopStopped;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves backward jumps that javac does not generate, in class files of all versions. The JVM verifies each class. */
class LoopWeaverTest {

    private static final int JAVA_1_4 = Opcodes.V1_4;
    private static final int ENOUGH_FOR_A_LONG_JUMP = 40_000;

    @AfterEach
    void release() {
        LoopCheck.release(Thread.currentThread());
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(LoopWeaverTest.class.getClassLoader());
        }

        Class<?> define(byte[] classFile) {
            return defineClass(null, classFile, 0, classFile.length);
        }
    }

    /** Creates a class with a method {@code static int run(int)}. */
    private static byte[] classWith(int version, Consumer<MethodVisitor> code) {
        ClassWriter writer =
                new ClassWriter(version >= Opcodes.V1_7 ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC, "acme/Made", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "(I)I", null, null);
        method.visitCode();
        code.accept(method);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static Object run(byte[] classFile, int argument) throws ReflectiveOperationException {
        return requireNonNull(
                new Loader().define(classFile).getMethod("run", int.class).invoke(null, argument));
    }

    private static void isStoppable(byte @Nullable [] woven) {
        LoopCheck.stop(Thread.currentThread());
        assertThat(catchThrowableOfType(InvocationTargetException.class, () -> run(requireNonNull(woven), 3)))
                .hasCauseInstanceOf(LoopStopped.class);
        LoopCheck.release(Thread.currentThread());
    }

    private static void countDown(MethodVisitor method, Consumer<Label> jump, Consumer<Label> body) {
        Label top = new Label();
        method.visitLabel(top);
        method.visitIincInsn(0, -1);
        body.accept(top);
        jump.accept(top);
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitInsn(Opcodes.IRETURN);
    }

    @ParameterizedTest
    @ValueSource(ints = {JAVA_1_4, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_8, Opcodes.V17})
    void a_switch_that_jumps_back(int version) throws Exception {
        for (boolean table : new boolean[] {true, false}) {
            byte[] woven = LoopWeaver.weave(classWith(version, method -> {
                Label out = new Label();
                countDown(
                        method,
                        top -> {
                            method.visitVarInsn(Opcodes.ILOAD, 0);
                            if (table) {
                                method.visitTableSwitchInsn(0, 1, top, out, top);
                            } else {
                                method.visitLookupSwitchInsn(top, new int[] {0}, new Label[] {out});
                            }
                            method.visitLabel(out);
                        },
                        top -> {});
            }));

            assertThat(run(requireNonNull(woven), 3)).isEqualTo(0);
            isStoppable(woven);
        }
    }

    @Test
    void subroutines_of_old_compilers() throws Exception {
        byte[] woven = LoopWeaver.weave(classWith(JAVA_1_4, method -> {
            Label start = new Label();
            Label subroutine = new Label();
            method.visitJumpInsn(Opcodes.GOTO, start);
            method.visitLabel(subroutine);
            method.visitVarInsn(Opcodes.ASTORE, 1);
            method.visitIincInsn(0, 10);
            method.visitVarInsn(Opcodes.RET, 1);
            method.visitLabel(start);
            method.visitJumpInsn(Opcodes.JSR, subroutine);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitInsn(Opcodes.IRETURN);
        }));

        assertThat(run(requireNonNull(woven), 3)).isEqualTo(13);
        isStoppable(woven);
    }

    @Test
    void a_jump_back_over_more_than_short_offsets_reach() throws Exception {
        byte[] woven = LoopWeaver.weave(classWith(
                Opcodes.V17,
                method -> countDown(
                        method,
                        top -> {
                            method.visitVarInsn(Opcodes.ILOAD, 0);
                            method.visitJumpInsn(Opcodes.IFNE, top);
                        },
                        top -> {
                            for (int i = 0; i < ENOUGH_FOR_A_LONG_JUMP; i++) {
                                method.visitInsn(Opcodes.NOP);
                            }
                        })));

        assertThat(run(requireNonNull(woven), 3)).isEqualTo(0);
        isStoppable(woven);
    }

    @Test
    void a_class_without_loops_stays_as_it_is() {
        assertThat(LoopWeaver.weave(classWith(Opcodes.V17, method -> {
                    method.visitVarInsn(Opcodes.ILOAD, 0);
                    method.visitInsn(Opcodes.IRETURN);
                })))
                .isNull();
    }

    @Test
    void what_becomes_too_large_or_is_no_class_is_refused() {
        byte[] full = classWith(
                Opcodes.V17,
                method -> countDown(method, top -> {}, top -> {
                    for (int i = 0; i < 9_000; i++) {
                        method.visitVarInsn(Opcodes.ILOAD, 0);
                        method.visitJumpInsn(Opcodes.IFLT, top);
                    }
                }));

        assertThatThrownBy(() -> LoopWeaver.weave(full)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> LoopWeaver.weave(new byte[10])).isInstanceOf(RuntimeException.class);
    }

    /** A real library, compiled by javac and woven as a whole, passes the verifier and still works. */
    @Test
    void a_woven_library_works() throws Exception {
        WovenLibrary loader = new WovenLibrary();
        byte[] classFile = bytes(ClassReader.class);
        Object reader = loader.loadClass(ClassReader.class.getName())
                .getConstructor(byte[].class)
                .newInstance((Object) classFile);
        Class<?> visitor = loader.loadClass(ClassVisitor.class.getName());
        Class<?> writer = loader.loadClass(ClassWriter.class.getName());
        Object copy = writer.getConstructor(int.class).newInstance(ClassWriter.COMPUTE_MAXS);
        reader.getClass().getMethod("accept", visitor, int.class).invoke(reader, copy, 0);

        assertThat(loader.woven).isGreaterThan(10);
        assertThat((byte[]) writer.getMethod("toByteArray").invoke(copy))
                .isEqualTo(copyOf(classFile))
                .hasSizeGreaterThan(10_000);
    }

    private static byte[] copyOf(byte[] classFile) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(classFile).accept(writer, 0);
        return writer.toByteArray();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = requireNonNull(type.getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }

    /** Loads a second, woven copy of the class file library. */
    private static final class WovenLibrary extends ClassLoader {
        private int woven;

        WovenLibrary() {
            super(LoopWeaverTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ClassReader.class.getPackageName()) || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try {
                byte[] plain = bytes(Class.forName(name));
                byte[] classFile = LoopWeaver.weave(plain);
                woven += classFile == null ? 0 : 1;
                byte[] used = classFile == null ? plain : classFile;
                return defineClass(name, used, 0, used.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
