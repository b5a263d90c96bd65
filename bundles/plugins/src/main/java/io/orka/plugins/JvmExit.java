package io.orka.plugins;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Finds the code that made the JVM exit, while the shutdown hooks are running. */
public final class JvmExit {

    /** The loaders of the host and of most embedding applications. */
    private static final Set<String> HOST_LOADERS = Set.of("app", "platform");

    private JvmExit() {}

    /**
     * Returns the line of a plugin or an engine bundle that called {@code System.exit} or {@code Runtime.exit}. An exit
     * by a signal uses another code path of the JDK.
     *
     * @return the line as in a stack trace; empty if neither a plugin nor an engine bundle called such a method
     */
    public static Optional<String> caller() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack).anyMatch(JvmExit::isExit))
                .flatMap(stack -> Arrays.stream(stack)
                        .dropWhile(frame -> !isExit(frame))
                        .filter(frame -> frame.getModuleName() == null)
                        .limit(1))
                .filter(frame ->
                        frame.getClassLoaderName() == null || !HOST_LOADERS.contains(frame.getClassLoaderName()))
                .map(StackTraceElement::toString)
                .findFirst();
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit");
    }
}
