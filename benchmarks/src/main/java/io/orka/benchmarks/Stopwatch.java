package io.orka.benchmarks;

/** Measures the time of tasks, in milliseconds. */
final class Stopwatch {

    private static final double NANOS_PER_MILLI = 1e6;

    private Stopwatch() {}

    /** A measured task. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    static double time(Task task) throws Exception {
        long begin = System.nanoTime();
        task.run();
        return since(begin);
    }

    /** Returns the time since a value of {@link System#nanoTime}, in milliseconds. */
    static double since(long begin) {
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }
}
