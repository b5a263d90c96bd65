package io.orka.benchmarks;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The measurement of one plugin under load: each caller calls again as soon as it has its response.
 *
 * @param callers the number of callers
 * @param middle the median time of a call, in nanoseconds
 * @param rate the number of responses per second
 */
record CallLoad(int callers, double middle, double rate) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int FIRST_ROOM = 1 << 10;

    /** Calls from the given number of threads for the given time. */
    static CallLoad of(Runnable call, int callers, int millis) {
        long begin = System.nanoTime();
        long end = begin + millis * 1_000_000L;
        CompletableFuture<?>[] all = IntStream.range(0, callers)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> took(call, begin, end), task -> new Thread(task, "caller-" + i).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        double elapsed = System.nanoTime() - begin;
        long[] took = Arrays.stream(all)
                .flatMapToLong(each -> LongStream.of((long[]) each.join()))
                .sorted()
                .toArray();
        return new CallLoad(callers, took[took.length / 2], took.length / elapsed * NANOS_PER_SECOND);
    }

    private static long[] took(Runnable call, long begin, long end) {
        long[] took = new long[FIRST_ROOM];
        int count = 0;
        long last = begin;
        do {
            call.run();
            long now = System.nanoTime();
            if (count == took.length) {
                took = Arrays.copyOf(took, 2 * count);
            }
            took[count++] = now - last;
            last = now;
        } while (last < end);
        return Arrays.copyOf(took, count);
    }

    /** Formats the measurement as a line for {@link #parse}. */
    String line() {
        return callers + " " + middle + " " + rate;
    }

    /** Parses a line that a program printed in its turn. */
    static CallLoad parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        return new CallLoad(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }
}
