package io.orka.leaks;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.Consumer;

/** Finds handlers of a plugin for uncaught exceptions in single threads of other owners, to unset them. */
final class UncaughtHandlers implements LeakSource {

    @Override
    public void search(Owners owners, Consumer<Leak> found) {
        for (Thread thread : JvmThreads.live()) {
            UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
            Owner owner = owners.of(handler);
            if (owner != null && handler != thread.getThreadGroup()) {
                found.accept(Leak.of(
                        owner,
                        "uncaught exception handler",
                        "of thread " + JvmThreads.quote(thread) + " (" + Owners.typeName(handler) + ")",
                        () -> thread.setUncaughtExceptionHandler(null)));
            }
        }
    }
}
