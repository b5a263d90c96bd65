package io.orka.calls;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a plugin's exception that contains only strings and stack traces. A reference to the original exception
 * would keep the plugin's classes in memory.
 */
final class ThrownCopy extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_CHAIN = 50;
    private static final int DEEPEST_STACK = 1_024; // the JVM records at most this many frames
    private static final int LONGEST_MESSAGE = 10_000;

    private final String className;
    private int depth;

    private ThrownCopy(String className, @Nullable String message) {
        super(message);
        this.className = className;
    }

    /**
     * Copies an exception with its causes and suppressed exceptions. Exceptions from methods of the copied exception
     * are ignored.
     */
    static ThrownCopy of(Throwable thrown) {
        return copy(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Formats class and message, such as {@code IllegalStateException: boom}. */
    String line() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return getMessage() == null ? simple : simple + ": " + getMessage();
    }

    private static ThrownCopy copy(Throwable thrown, Set<Throwable> seen) {
        if (thrown instanceof ThrownCopy already) { // a plugin called another plugin and passed on its failure
            return already;
        }
        seen.add(thrown);
        ThrownCopy copy = new ThrownCopy(thrown.getClass().getName(), message(thrown));
        // An exception class may override these methods and throw; the part that a method returns is then left out.
        attempt(() -> copy.setStackTrace(shortened(thrown.getStackTrace())));
        attempt(() -> {
            Throwable cause = thrown.getCause();
            if (cause != null && !seen.contains(cause) && seen.size() < LONGEST_CHAIN) {
                copy.attach(copy(cause, seen));
            }
        });
        attempt(() -> {
            for (Throwable suppressed : thrown.getSuppressed()) {
                if (!seen.contains(suppressed) && seen.size() < LONGEST_CHAIN) {
                    copy.addSuppressed(copy(suppressed, seen));
                }
            }
        });
        return copy;
    }

    @SuppressWarnings("EmptyCatch") // see above
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable hostile) {
        }
    }

    private static StackTraceElement[] shortened(StackTraceElement[] frames) {
        return frames.length <= DEEPEST_STACK ? frames : Arrays.copyOf(frames, DEEPEST_STACK);
    }

    private void attach(ThrownCopy cause) {
        if (cause.depth < LONGEST_CHAIN) { // otherwise recursive calls between plugins build an endless chain
            initCause(cause);
            depth = cause.depth + 1;
        }
    }

    private static @Nullable String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null || message.length() <= LONGEST_MESSAGE
                    ? message
                    : message.substring(0, LONGEST_MESSAGE) + "…";
        } catch (Throwable hostile) { // see above
            return "(its message cannot be read: getMessage threw "
                    + hostile.getClass().getName() + ")";
        }
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // stack traces print this, and should name the original class
    public String toString() {
        return getMessage() == null ? className : className + ": " + getMessage();
    }
}
