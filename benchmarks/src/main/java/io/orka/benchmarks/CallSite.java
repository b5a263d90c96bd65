package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingCall;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.CompilerControl;

/** The call site of all contestants. This site has called other plugins before, like a call site in client code. */
final class CallSite {

    private static final int ROUNDS = 20_000;
    private static final Request PING = new Request("Ping");

    private CallSite() {}

    /** Calls a plugin. This method is not inlined, so that the JVM keeps the profile of all classes called here. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    static Response call(OrkaCall plugin) throws Exception {
        return plugin.call(PING);
    }

    /** Calls five plugins of five classes, and the others. */
    static void meet(List<OrkaCall> others) throws Exception {
        Response empty = Response.ok(null);
        List<OrkaCall> met = new ArrayList<>(List.<OrkaCall>of(
                (context, request) -> empty,
                (context, request) -> Response.ok(request.method()),
                (context, request) -> Response.ok(1),
                (context, request) -> Response.ok(context.isCancelled()),
                new PingCall()));
        met.addAll(others);
        for (int i = 0; i < ROUNDS; i++) {
            for (OrkaCall plugin : met) {
                Response unused = call(plugin);
            }
        }
    }
}
