package io.orka.benchmarks;

/** Times what is done, in milliseconds. */
final class Stopwatch {

    private static final double NANOS_PER_MILLI = 1e6;

    private Stopwatch() {}

    /** What is timed. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    static double time(Task task) throws Exception {
        long begin = System.nanoTime();
        task.run();
        return since(begin);
    }

    /** How long ago that was, by {@link System#nanoTime}. */
    static double since(long begin) {
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }
}
