package io.orka.build.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Stream;

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

    /** What they are called; waits for a moment where there are any. */
    List<String> find() throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        List<String> left = left();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            left = left();
        }
        return left;
    }

    private List<String> left() {
        Stream<String> threads = alive().stream()
                .filter(thread -> !own.contains(thread) && !isOfTheCommonPool(thread))
                .map(thread -> "thread '" + thread.getName() + "'")
                .sorted();
        // Newer JDKs have its threads in the JVM's own group.
        Stream<String> pool = Stream.of("a task in the common pool")
                .filter(task -> !ForkJoinPool.commonPool().isQuiescent());
        return Stream.concat(threads, pool).toList();
    }

    private static boolean isOfTheCommonPool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
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
