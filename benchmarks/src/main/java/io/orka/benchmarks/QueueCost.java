package io.orka.benchmarks;

import io.orka.calls.Limits;
import io.orka.calls.QueueLimit;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Measures calls that mostly wait: 16 callers, 2 slots, 20 µs of work in each call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(16)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueCost {

    private static final Request PING = new Request("Ping");
    private static final int SLOTS = 2;
    private static final long WORK = 10_000;
    private static final OrkaCall PLUGIN = (context, request) -> {
        Blackhole.consumeCPU(WORK);
        return Response.ok(null);
    };

    private OrkaCall free = PLUGIN;
    private OrkaCall queued = PLUGIN;

    /** Creates one handle with a queue and one without limits. */
    @Setup
    public void serve() {
        free = PluginHandle.of(PLUGIN, Limits.none());
        queued = PluginHandle.of(PLUGIN, new Limits(null, SLOTS, new QueueLimit(64, Duration.ofHours(1))));
    }

    /** Calls without a limit: calls wait only for the processors. */
    @Benchmark
    public Response none() throws Exception {
        return free.call(PING);
    }

    /** Calls with two slots and a queue. */
    @Benchmark
    public Response queued() throws Exception {
        return queued.call(PING);
    }
}
