package io.orka.leaks;

import io.orka.entry.RecordedThrow;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The platform threads of this JVM, and data about them that no public method returns. */
final class JvmThreads {

    private static final boolean HAS_HOLDER = Runtime.version().feature() >= 19;

    private JvmThreads() {}

    /** Returns every live platform thread. The search uses thread groups and needs no safepoint. */
    static List<Thread> live() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        Thread[] threads = new Thread[top.activeCount() + 16];
        int count = top.enumerate(threads);
        while (count == threads.length) { // the array was too small: threads that do not fit are omitted silently
            threads = new Thread[2 * threads.length];
            count = top.enumerate(threads);
        }
        return Arrays.asList(threads).subList(0, count);
    }

    /** Returns the task of a thread; {@code null} if the thread has no task, or this JDK does not allow access. */
    static @Nullable Object target(Thread thread) {
        try {
            if (!HAS_HOLDER) {
                return JdkFields.read(thread, Thread.class, "target");
            }
            Object holder = JdkFields.read(thread, Thread.class, "holder");
            return holder == null ? null : JdkFields.read(holder, holder.getClass(), "task");
        } catch (ReflectiveOperationException notTold) {
            return null;
        }
    }

    /** Describes a thread for log lines: {@code thread 'poller' (waiting, at acme.Poller.run(Poller.java:41))}. */
    static String describe(Thread thread) {
        String state = switch (thread.getState()) {
            case NEW -> "not started";
            case RUNNABLE -> "running";
            case BLOCKED -> "blocked";
            case WAITING, TIMED_WAITING -> "waiting";
            case TERMINATED -> "ended";
        };
        StackTraceElement[] stack = thread.getStackTrace();
        String at = Arrays.stream(stack)
                .filter(frame -> frame.getModuleName() == null) // not a frame of the JDK
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(frame -> ", at " + RecordedThrow.place(frame))
                .orElse("");
        return "thread " + quote(thread) + " (" + state + at + ")";
    }

    static String quote(Thread thread) {
        return "'" + thread.getName() + "'";
    }
}
