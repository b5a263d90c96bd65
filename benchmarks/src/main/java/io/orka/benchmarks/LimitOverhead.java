package io.orka.benchmarks;

import io.orka.calls.Limits;
import io.orka.calls.QueueLimit;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Warmup;

/** Measures the time that limits and contexts add to a call through a handle. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LimitOverhead {

    private static final Request PING = new Request("Ping");
    private static final OrkaCall PLUGIN = (context, request) -> Response.ok(null);

    private OrkaCall free = PLUGIN;
    private OrkaCall concurrency = PLUGIN;
    private OrkaCall queue = PLUGIN;
    private OrkaCall timeout = PLUGIN;
    private CallContext cancellable = CallContext.none();
    private CallContext deadline = CallContext.none();

    /** Creates the handle of one plugin for each kind of limit. */
    @Setup
    public void serve() {
        free = PluginHandle.of(PLUGIN, Limits.none());
        concurrency = PluginHandle.of(PLUGIN, new Limits(null, 64));
        queue = PluginHandle.of(PLUGIN, new Limits(null, 64, new QueueLimit(64, Duration.ofSeconds(1))));
        timeout = PluginHandle.of(PLUGIN, new Limits(Duration.ofMinutes(1), null));
        cancellable = new CancellableContext(null, Map.of());
        deadline = new CancellableContext(Instant.now().plus(Duration.ofDays(1)), Map.of());
    }

    /** Calls without a limit, as the baseline. */
    @Benchmark
    public Response none() throws Exception {
        return free.call(PING);
    }

    /** Calls with a cancellable context without a deadline. */
    @Benchmark
    public Response cancellable() throws Exception {
        return free.call(cancellable, PING);
    }

    /** Calls with a limit of 64 concurrent calls. */
    @Benchmark
    public Response concurrency() throws Exception {
        return concurrency.call(PING);
    }

    /** Calls with the same limit and a queue in which no call waits. */
    @Benchmark
    public Response queue() throws Exception {
        return queue.call(PING);
    }

    /** Calls with a timeout: a thread of the host runs the call and returns the response. */
    @Benchmark
    public Response timeout() throws Exception {
        return timeout.call(PING);
    }

    /** Calls with a caller's deadline. */
    @Benchmark
    public Response deadline() throws Exception {
        return free.call(deadline, PING);
    }
}
