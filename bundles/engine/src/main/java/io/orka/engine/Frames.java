package io.orka.engine;

import java.util.List;

/** Finds stack frames that belong neither to the JDK nor to the framework. */
final class Frames {

    private static final List<String> KNOWN =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.osgi.", "org.apache.felix.", "io.orka.engine.");

    private Frames() {}

    /** Returns the innermost foreign frame; empty if there is none. */
    static String foreign(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (KNOWN.stream().noneMatch(frame.getClassName()::startsWith)) {
                return new StackTraceElement(
                                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                        .toString();
            }
        }
        return "";
    }

    /** Returns the position of a thread: its innermost foreign frame, or else its innermost frame. */
    static String of(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        String foreign = foreign(stack);
        return !foreign.isEmpty() ? foreign : stack.length == 0 ? "code that has ended" : stack[0].toString();
    }
}
