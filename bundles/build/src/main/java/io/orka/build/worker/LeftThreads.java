package io.orka.build.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Threads that a build has left running. The JVM's own, such as those that wait for processes, are in the group above the main
 * thread's and do not count; nor do threads of the common pool that have nothing to do.
 */
final class LeftThreads {

    /** Threads of Maven's plugins that were told to end need a moment for it. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final int PAUSE_MILLIS = 10;

    private final ThreadGroup group;
    private final Set<Thread> own = Collections.newSetFromMap(new IdentityHashMap<>());

    private LeftThreads(ThreadGroup group) {
        this.group = group;
        own.addAll(alive());
    }

    /** Takes those that are there now for the worker's own; to be called by the main thread. */
    static LeftThreads since() {
        return new LeftThreads(Thread.currentThread().getThreadGroup());
    }

    /** Their names, in quotes; waits for a moment where there are any. */
    List<String> find() throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        List<Thread> left = left();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            left = left();
        }
        return left.stream()
                .map(thread -> "thread '" + thread.getName() + "'")
                .sorted()
                .toList();
    }

    private List<Thread> left() {
        return alive().stream()
                .filter(thread -> !own.contains(thread) && !isIdle(thread))
                .toList();
    }

    private static boolean isIdle(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool()
                && ForkJoinPool.commonPool().isQuiescent();
    }

    private List<Thread> alive() {
        Thread[] threads = new Thread[16];
        int count = group.enumerate(threads);
        while (count == threads.length) { // there may be more than had room
            threads = new Thread[2 * count];
            count = group.enumerate(threads);
        }
        return Arrays.asList(threads).subList(0, count);
    }
}
