package io.orka.wrap;

import io.orka.wrap.slf4j.JulLoggers;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates the classes by which SLF4J before 2.0 finds a provider, since these classes must be in SLF4J's own package.
 */
final class StaticBinders {

    static final String LOGGER = "org/slf4j/impl/StaticLoggerBinder";

    private static final String MARKER = "org/slf4j/impl/StaticMarkerBinder";
    private static final String MDC = "org/slf4j/impl/StaticMDCBinder";
    private static final String SINGLETON = "SINGLETON";
    private static final String CONSTRUCTOR = "<init>";
    private static final String NOTHING = "()V";

    private StaticBinders() {}

    /** Returns the classes by their paths. */
    static Map<String, byte[]> classes() {
        return Map.of(
                LOGGER + ".class",
                binder(LOGGER, "getLoggerFactory", "org/slf4j/ILoggerFactory", Type.getInternalName(JulLoggers.class)),
                MARKER + ".class",
                binder(MARKER, "getMarkerFactory", "org/slf4j/IMarkerFactory", "org/slf4j/helpers/BasicMarkerFactory"),
                MDC + ".class",
                binder(MDC, "getMDCA", "org/slf4j/spi/MDCAdapter", "org/slf4j/helpers/BasicMDCAdapter"));
    }

    /** Generates a singleton class with one object and one getter for the object. */
    private static byte[] binder(String name, String getter, String type, String object) {
        ClassWriter binder = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        binder.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, "java/lang/Object", null);
        int constant = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        binder.visitField(constant, "REQUESTED_API_VERSION", "Ljava/lang/String;", null, null);
        binder.visitField(constant, SINGLETON, "L" + name + ";", null, null);
        binder.visitField(Opcodes.ACC_PRIVATE, "object", "L" + type + ";", null, null);

        MethodVisitor code = binder.visitMethod(Opcodes.ACC_STATIC, "<clinit>", NOTHING, null, null);
        code.visitLdcInsn("1.6.99");
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, "REQUESTED_API_VERSION", "Ljava/lang/String;");
        create(code, name);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, SINGLETON, "L" + name + ";");
        end(code, Opcodes.RETURN);

        code = binder.visitMethod(Opcodes.ACC_PRIVATE, CONSTRUCTOR, NOTHING, null, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", CONSTRUCTOR, NOTHING, false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        create(code, object);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, "object", "L" + type + ";");
        end(code, Opcodes.RETURN);

        code = binder.visitMethod(constant, "getSingleton", "()L" + name + ";", null, null);
        code.visitFieldInsn(Opcodes.GETSTATIC, name, SINGLETON, "L" + name + ";");
        end(code, Opcodes.ARETURN);

        code = binder.visitMethod(Opcodes.ACC_PUBLIC, getter, "()L" + type + ";", null, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, "object", "L" + type + ";");
        end(code, Opcodes.ARETURN);
        binder.visitEnd();
        return binder.toByteArray();
    }

    private static void create(MethodVisitor code, String type) {
        code.visitTypeInsn(Opcodes.NEW, type);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, CONSTRUCTOR, NOTHING, false);
    }

    private static void end(MethodVisitor code, int returning) {
        code.visitInsn(returning);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
