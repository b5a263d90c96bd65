package io.orka.wrap;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/**
 * A method in a class file.
 *
 * @param name its name
 * @param descriptor its parameters and result, as class files write them
 * @param access its access flags
 */
record PluginMethod(String name, String descriptor, int access) {

    boolean isPublic() {
        return Modifier.isPublic(access);
    }

    boolean isStatic() {
        return Modifier.isStatic(access);
    }

    /** The signature as its author wrote it. */
    String inJava(String className) {
        String modifiers = Modifier.toString(access & (Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED));
        String parameters = Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(PluginMethod::inJava)
                .collect(Collectors.joining(", ", "(", ")"));
        return (modifiers.isEmpty() ? "" : modifiers + " ") + inJava(Type.getReturnType(descriptor)) + " " + className
                + "." + name + parameters;
    }

    private static String inJava(Type type) {
        String name = type.getClassName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return name.equals("java.lang." + simple) ? simple : name;
    }
}
