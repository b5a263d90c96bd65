package io.orka.wrap;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/**
 * A method in a class file.
 *
 * @param name the method's name
 * @param descriptor the parameters and the result, in the form of class files
 * @param parameters the parameters in Java syntax, in parentheses
 * @param result the result type in Java syntax
 * @param access the access flags
 */
record PluginMethod(String name, String descriptor, String parameters, String result, int access) {

    /** Parses the descriptor, so that an invalid descriptor is detected while the class file is read. */
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

    /** Returns the signature in Java syntax. */
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
