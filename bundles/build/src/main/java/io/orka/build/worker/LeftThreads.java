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
 * Finds threads that a build has left running. Idle threads of the common pool are ignored. Threads of the JVM, for
 * example those that wait for processes, are ignored too: their group is the parent of the main thread's group.
 */
final class LeftThreads {

    /** The time for threads of Maven plugins that are about to end. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final int PAUSE_MILLIS = 10;

    private final ThreadGroup group;
    private final Set<Thread> own = Collections.newSetFromMap(new IdentityHashMap<>());

    private LeftThreads(ThreadGroup group) {
        this.group = group;
        own.addAll(alive());
    }

    /** Records the current threads as threads of the worker. Must be called on the main thread. */
    static LeftThreads since() {
        return new LeftThreads(Thread.currentThread().getThreadGroup());
    }

    /** Returns the names of the threads. If a thread is running, waits up to {@link #GRACE} for its end. */
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
        // In newer JDKs, the threads of the common pool are in the JVM's group.
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
        while (count == threads.length) { // a full array may have been too small
            threads = new Thread[2 * count];
            count = group.enumerate(threads);
        }
        return Arrays.asList(threads).subList(0, count);
    }
}
