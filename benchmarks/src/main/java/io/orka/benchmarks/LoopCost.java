package io.orka.benchmarks;

import io.orka.interrupt.LoopCheck;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the cancellation check in loops. The source contains the check where Orka would inject it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoopCost {

    private static final int LENGTH = 100_000;

    private long seed = 42;
    private String text = "the quick brown fox jumps over the lazy dog ".repeat(LENGTH / 44);

    /** Runs a loop with some arithmetic. */
    @Benchmark
    public long numbers() {
        long value = seed;
        for (int i = 0; i < LENGTH; i++) {
            value = value * 6_364_136_223_846_793_005L + i;
            value ^= value >>> 17;
        }
        return value;
    }

    /** Runs the loop with arithmetic and the check. */
    @Benchmark
    public long numbersStoppable() {
        long value = seed;
        for (int i = 0; i < LENGTH; i++) {
            value = value * 6_364_136_223_846_793_005L + i;
            value ^= value >>> 17;
            LoopCheck.check();
        }
        return value;
    }

    /** Runs a loop with almost no work: it counts the spaces in a string. */
    @Benchmark
    public int chars() {
        int spaces = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ') {
                spaces++;
            }
        }
        return spaces;
    }

    /** Runs the loop over the string with the check. */
    @Benchmark
    public int charsStoppable() {
        int spaces = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ') {
                spaces++;
            }
            LoopCheck.check();
        }
        return spaces;
    }
}
