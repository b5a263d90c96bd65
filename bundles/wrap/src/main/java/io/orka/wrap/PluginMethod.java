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
 * @param parameters its parameters as its author wrote them, in parentheses
 * @param result its result as its author wrote it
 * @param access its access flags
 */
record PluginMethod(String name, String descriptor, String parameters, String result, int access) {

    /** Reads the descriptor, so that a broken one is found while the class file is read. */
    static PluginMethod read(String name, String descriptor, int access) {
        String parameters = Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(PluginMethod::inJava)
                .collect(Collectors.joining(", ", "(", ")"));
        return new PluginMethod(name, descriptor, parameters, inJava(Type.getReturnType(descriptor)), access);
    }

    boolean isPublic() {
        return Modifier.isPublic(access);
    }

    boolean isStatic() {
        return Modifier.isStatic(access);
    }

    /** The signature as its author wrote it. */
    String inJava(String className) {
        String modifiers = Modifier.toString(access & (Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED));
        return (modifiers.isEmpty() ? "" : modifiers + " ") + result + " " + className + "." + name + parameters;
    }

    private static String inJava(Type type) {
        String name = type.getClassName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return name.equals("java.lang." + simple) ? simple : name;
    }
}
