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
 * Finds threads that a build has left running. Threads of the JVM, such as those that wait for processes, are in the
 * parent of the main thread's group and are ignored, as are idle threads of the common pool.
 */
final class LeftThreads {

    /** Threads of Maven plugins that are about to end get this time. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final int PAUSE_MILLIS = 10;

    private final ThreadGroup group;
    private final Set<Thread> own = Collections.newSetFromMap(new IdentityHashMap<>());

    private LeftThreads(ThreadGroup group) {
        this.group = group;
        own.addAll(alive());
    }

    /** Records the current threads as those of the worker; call this on the main thread. */
    static LeftThreads since() {
        return new LeftThreads(Thread.currentThread().getThreadGroup());
    }

    /** Their names; waits for a moment if there are any. */
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
        // In newer JDKs its threads are in the JVM's group.
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
        while (count == threads.length) { // the array may have been too small
            threads = new Thread[2 * count];
            count = group.enumerate(threads);
        }
        return Arrays.asList(threads).subList(0, count);
    }
}
