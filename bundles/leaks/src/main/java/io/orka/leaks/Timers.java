package io.orka.leaks;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds every {@link Timer} of a plugin, to cancel it. The thread of a timer ignores interrupts and has no reference to
 * its {@code Timer}, so this class repeats the steps of {@link Timer#cancel}, under the same lock.
 */
final class Timers implements LeakSource {

    private static final String TIMER_THREAD = "java.util.TimerThread";

    @Override
    public void search(Owners owners, Consumer<Leak> found) throws ReflectiveOperationException {
        for (Thread thread : JvmThreads.live()) {
            if (!thread.getClass().getName().equals(TIMER_THREAD)) {
                continue;
            }
            Object queue = JdkFields.read(thread, thread.getClass(), "queue");
            Owner owner = queue == null ? null : owner(thread, queue, owners);
            if (queue != null && owner != null) {
                found.accept(new Leak(
                        owner,
                        "timer",
                        JvmThreads.quote(thread),
                        "java.util.Timer " + JvmThreads.describe(thread),
                        () -> cancel(thread, queue),
                        thread));
            }
        }
    }

    /** Returns the plugin that started a timer, if all tasks of the timer belong to this plugin. */
    private static @Nullable Owner owner(Thread thread, Object queue, Owners owners)
            throws ReflectiveOperationException {
        Owner owner = owners.ofLoader(thread.getContextClassLoader());
        for (TimerTask task : tasks(queue)) {
            Owner ofTask = owners.of(task);
            if (ofTask == null || (owner != null && !ofTask.equals(owner))) {
                return null;
            }
            owner = ofTask;
        }
        return owner;
    }

    private static List<TimerTask> tasks(Object queue) throws ReflectiveOperationException {
        TimerTask[] tasks = (TimerTask[]) JdkFields.read(queue, queue.getClass(), "queue");
        return tasks == null
                ? List.of()
                : Arrays.stream(tasks).filter(Objects::nonNull).toList();
    }

    private static void cancel(Thread thread, Object queue) throws ReflectiveOperationException {
        synchronized (queue) {
            JdkFields.erase(thread, thread.getClass(), "newTasksMayBeScheduled");
            Object[] tasks = (Object[]) JdkFields.read(queue, queue.getClass(), "queue");
            if (tasks != null) {
                Arrays.fill(tasks, null);
            }
            JdkFields.erase(queue, queue.getClass(), "size");
            queue.notifyAll();
        }
        thread.interrupt(); // interrupts a running task
    }
}
