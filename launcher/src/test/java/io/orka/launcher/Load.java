package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Calls a plugin continuously from several threads, and keeps the history of the calls. The plugin's responses contain
 * the data that the history checks.
 */
final class Load {

    private static final int MOST = 64;

    /** Instances share their counters in the system properties, because nothing else outlives a version. */
    private static final String PLUGIN = """
            import io.orka.sdk.*;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            public class Plugin implements AutoCloseable {
                private static final AtomicLong INSTANCES = (AtomicLong)
                        System.getProperties().computeIfAbsent("%1$s.instances", key -> new AtomicLong());
                private static final AtomicLongArray EXECUTIONS = (AtomicLongArray)
                        System.getProperties().computeIfAbsent("%1$s", key -> new AtomicLongArray(%2$d));
                private final long generation = INSTANCES.incrementAndGet();
                private volatile boolean closed;
                public Response callMethod(Request request) {
                    long caller = request.integer("caller", -1);
                    long executions = EXECUTIONS.incrementAndGet((int) caller);
                    boolean late = closed;
                    Thread.yield();
                    return Response.ok(Map.of("caller", caller, "number", request.integer("number", -1),
                            "version", "%3$s", "generation", generation, "executions", executions,
                            "closed", late || closed));
                }
                @Override public void close() { closed = true; }
            }
            """;

    private final String story = "story." + UUID.randomUUID();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean running = true;

    /** Returns the plugin's source, in which only the version string varies. */
    String plugin(String version) {
        return PLUGIN.formatted(story, MOST, version);
    }

    /** Starts one caller for each service. */
    History start(OrkaCall... services) {
        History history = new History(services.length);
        for (int i = 0; i < services.length; i++) {
            OrkaCall service = services[i];
            History.Caller caller = history.caller(i);
            Thread thread = new Thread(() -> callOnAndOn(service, caller), "caller-" + i);
            thread.start();
            callers.add(thread);
        }
        return history;
    }

    /** Ends the callers and returns the result of their calls. */
    History.Verdict end(History history) throws InterruptedException {
        running = false;
        for (Thread caller : callers) {
            caller.join();
        }
        return history.verdict(
                (AtomicLongArray) requireNonNull(System.getProperties().remove(story)));
    }

    private void callOnAndOn(OrkaCall service, History.Caller caller) {
        while (running) {
            History.Call call = caller.begin();
            try {
                Response response =
                        service.call(new Request("Say", Map.of("caller", call.caller(), "number", call.number())));
                caller.answered(call, answer((Map<?, ?>) requireNonNull(response.data(), response::toString)));
            } catch (Exception e) {
                caller.failed(call, e.toString());
            }
        }
    }

    private static History.Answer answer(Map<?, ?> data) {
        return new History.Answer(
                (int) number(data, "caller"),
                number(data, "number"),
                number(data, "generation"),
                number(data, "executions"),
                (Boolean) requireNonNull(data.get("closed")));
    }

    private static long number(Map<?, ?> data, String name) {
        return ((Number) requireNonNull(data.get(name))).longValue();
    }
}
