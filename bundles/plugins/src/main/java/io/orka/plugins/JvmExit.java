package io.orka.plugins;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the code that ends the JVM, while its shutdown hooks run. */
final class JvmExit {

    /** The host's own code, and that of a program which embeds it in the usual way. */
    private static final Set<String> HOST_LOADERS = Set.of("app", "platform");

    private JvmExit() {}

    /** The line of a plugin or an engine bundle that has called {@code System.exit}, or {@code null}. */
    static @Nullable String caller() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            int exit = exit(stack);
            if (exit >= 0) {
                return Arrays.stream(stack, exit, stack.length)
                        .filter(frame -> frame.getModuleName() == null)
                        .findFirst()
                        .filter(frame -> frame.getClassLoaderName() == null
                                || !HOST_LOADERS.contains(frame.getClassLoaderName()))
                        .map(StackTraceElement::toString)
                        .orElse(null);
            }
        }
        return null;
    }

    private static int exit(StackTraceElement[] stack) {
        for (int i = 0; i < stack.length; i++) {
            if (stack[i].getClassName().equals("java.lang.Runtime")
                    && stack[i].getMethodName().equals("exit")) {
                return i;
            }
        }
        return -1;
    }
}
