package io.orka.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Logs uncaught exceptions, with the name of the thread's bundle. */
final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {

    private static final String LOGGER = "uncaught";

    private final StackTraces stacks;

    UncaughtExceptions(StackTraces stacks) {
        this.stacks = stacks;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        try {
            @Nullable Speaker owner = Callers.of(thread);
            @Nullable String bundle = owner != null ? owner.name() : stacks.bundle(thrown.getStackTrace());
            String text = "An uncaught exception ended the thread '" + thread.getName() + "'";
            if (owner != null && owner.log() != null) {
                SaidLines.write(owner.log(), Level.ERROR, thread.getName(), LOGGER, text, thrown);
            }
            TaggedLogger.of(bundle, LOGGER).error(text, thrown);
        } catch (Throwable e) { // such as a lack of memory: the JDK's handler needs the least memory
            thrown.printStackTrace(StandardStreams.err());
        }
    }
}
