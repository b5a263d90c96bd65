package io.orka.wrap;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads a class file without loading the class. */
final class ClassReading extends ClassVisitor {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int HEADER = 8;

    /** The tags of fields, methods and methods of interfaces. */
    private static final Set<Integer> MEMBERS = Set.of(9, 10, 11);

    private static final Set<String> NAMES = Set.of("orkacall", "callmethod", "<init>");

    private final List<PluginMethod> methods = new ArrayList<>();
    private String internalName = "";
    private @Nullable String superName;
    private List<String> interfaces = List.of();
    private int access;
    private boolean nested;

    private ClassReading() {
        super(Opcodes.ASM9);
    }

    /**
     * Returns whether these bytes start like a class file, since a resource may also have the suffix {@code .class}.
     */
    static boolean isClass(byte[] bytes) {
        return bytes.length > HEADER && intAt(bytes, 0) == MAGIC;
    }

    /** Returns the version of a class file, even if the reader does not support this version. */
    static ClassFileVersion version(byte[] bytes) {
        int versions = intAt(bytes, 4);
        return new ClassFileVersion(versions & 0xFFFF, versions >>> 16 == 0xFFFF);
    }

    static PluginClass read(byte[] bytes) {
        ClassReading reading = new ClassReading();
        ClassReader reader = new ClassReader(bytes);
        reader.accept(reading, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new PluginClass(
                reading.internalName,
                version(bytes),
                reading.access,
                reading.nested,
                reading.superName,
                reading.interfaces,
                uses(reader),
                List.copyOf(reading.methods));
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        this.access = access;
        this.internalName = requireNonNull(name, "a class without a name");
        this.superName = superName;
        this.interfaces = interfaces == null ? List.of() : List.of(interfaces);
    }

    @Override
    public void visitInnerClass(String name, @Nullable String outer, @Nullable String simpleName, int flags) {
        if (name.equals(internalName)) {
            // In the flags of the class itself, a protected class is public, and static is missing.
            nested = true;
            access = outer == null ? flags & ~Opcodes.ACC_PUBLIC : flags;
        }
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int flags, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean written = (flags & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == 0;
        if (written && NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            methods.add(PluginMethod.read(name, descriptor, flags));
        }
        return null;
    }

    /** Returns the fields and methods in the constant pool (JVMS, section 4.4.2), which are all that the code uses. */
    private static Set<String> uses(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> uses = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && MEMBERS.contains(reader.readByte(at - 1))) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                uses.add(reader.readClass(at, buffer) + "." + reader.readUTF8(nameAndType, buffer));
            }
        }
        return Set.copyOf(uses);
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }
}
