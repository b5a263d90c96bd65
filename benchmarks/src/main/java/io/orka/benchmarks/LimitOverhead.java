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

/** What limits and contexts add to a call through a handle. */
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

    /** Serves one plugin for each kind of limit. */
    @Setup
    public void serve() {
        free = PluginHandle.of(PLUGIN, Limits.none());
        concurrency = PluginHandle.of(PLUGIN, new Limits(null, 64));
        queue = PluginHandle.of(PLUGIN, new Limits(null, 64, new QueueLimit(64, Duration.ofSeconds(1))));
        timeout = PluginHandle.of(PLUGIN, new Limits(Duration.ofMinutes(1), null));
        cancellable = new CancellableContext(null, Map.of());
        deadline = new CancellableContext(Instant.now().plus(Duration.ofDays(1)), Map.of());
    }

    /** No limit; what the others are compared with. */
    @Benchmark
    public Response none() throws Exception {
        return free.call(PING);
    }

    /** A context that can be cancelled and has no deadline. */
    @Benchmark
    public Response cancellable() throws Exception {
        return free.call(cancellable, PING);
    }

    /** At most 64 calls at once. */
    @Benchmark
    public Response concurrency() throws Exception {
        return concurrency.call(PING);
    }

    /** The same, where more calls may wait: what a queue costs while none does. */
    @Benchmark
    public Response queue() throws Exception {
        return queue.call(PING);
    }

    /** A timeout: the call goes to a thread of the host and its answer comes back. */
    @Benchmark
    public Response timeout() throws Exception {
        return timeout.call(PING);
    }

    /** A caller's deadline. */
    @Benchmark
    public Response deadline() throws Exception {
        return free.call(deadline, PING);
    }
}
