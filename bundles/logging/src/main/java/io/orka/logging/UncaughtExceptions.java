package io.orka.logging;

import org.jspecify.annotations.Nullable;

/** Logs what ends a thread, with the name of the bundle the thread belongs to. */
final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {

    private final StackTraces stacks;

    UncaughtExceptions(StackTraces stacks) {
        this.stacks = stacks;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        try {
            @Nullable String owner = Callers.of(thread.getContextClassLoader());
            @Nullable String bundle = owner != null ? owner : stacks.bundle(thrown.getStackTrace());
            TaggedLogger.of(bundle, "uncaught")
                    .error("An exception ended the thread '" + thread.getName() + "'", thrown);
        } catch (Throwable e) { // out of memory, say: the JDK's way needs least
            thrown.printStackTrace(StandardStreams.err());
        }
    }
}
