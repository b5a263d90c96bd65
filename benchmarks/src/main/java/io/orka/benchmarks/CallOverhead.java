package io.orka.benchmarks;

import io.orka.calls.Limits;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;
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

/** Compares calls of a plugin without limits through its handle with calls of the object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallOverhead {

    private static final Request PING = new Request("Ping");
    private static final Request ASK = new Request("Ask", Map.of("name", "Ada", "count", 3, "tags", List.of("a", "b")));
    private static final Map<String, Object> DATA = Map.of("message", "Hello, Ada!", "count", 3, "rows", List.of(1, 2));

    private final OrkaCall direct = (context, request) -> Response.ok(null);
    private final OrkaCall directWithData = (context, request) -> Response.ok(DATA);
    private OrkaCall handle = direct;
    private OrkaCall handleWithData = directWithData;

    /** Creates the handles of two plugins without limits. */
    @Setup
    public void serve() {
        handle = PluginHandle.of(direct, Limits.none());
        handleWithData = PluginHandle.of(directWithData, Limits.none());
    }

    /** Calls the plugin as an object. */
    @Benchmark
    public Response direct() throws Exception {
        return direct.call(PING);
    }

    /** Calls the handle without data. */
    @Benchmark
    public Response handle() throws Exception {
        return handle.call(PING);
    }

    /** Calls the plugin as an object, with data in arguments and response. */
    @Benchmark
    public Response directWithData() throws Exception {
        return directWithData.call(ASK);
    }

    /** Calls the handle, with data in arguments and response. */
    @Benchmark
    public Response handleWithData() throws Exception {
        return handleWithData.call(ASK);
    }
}
