package io.orka.deploy;

import org.jspecify.annotations.Nullable;

/** Runs a step with another context class loader, and restores the thread's own loader. */
final class ContextSwitch {

    private ContextSwitch() {}

    /** The step to run. */
    interface Step<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    static <T extends @Nullable Object, X extends Exception> T with(ClassLoader loader, Step<T, X> step) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return step.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
