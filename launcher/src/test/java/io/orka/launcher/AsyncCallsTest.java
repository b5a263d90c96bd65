package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.api.PluginHost;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asynchronous calls do not block the caller's thread. */
class AsyncCallsTest {

    private static final String STOPPED = "orka.test.async.stopped";
    private static final Request WAIT = new Request("Wait");

    @TempDir
    private Path directory;

    private StoryHost host;

    @BeforeEach
    void start() throws Exception {
        System.setProperty(STOPPED, "0");
        host = new StoryHost(directory);
        host.repository("slow")
                .write("config.json", StoryRepository.CONFIG)
                .write("Plugin.java", """
                        import io.orka.sdk.*;
                        import java.util.concurrent.CountDownLatch;
                        public class Plugin {
                            public Response callMethod(CallContext context, Request request) throws Exception {
                                if (request.method().equals("Wait")) {
                                    CountDownLatch cancelled = new CountDownLatch(1);
                                    context.onCancel(cancelled::countDown);
                                    cancelled.await();
                                    synchronized (System.class) {
                                        System.setProperty("%s", "" + (Integer.getInteger("%s") + 1));
                                    }
                                }
                                return Response.ok(context.attributes().get("tenant"));
                            }
                        }
                        """.formatted(STOPPED, STOPPED))
                .tag("v1");
        host.register("slow@v1").start();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void manyWaitAtOnceAndEachCanBeCancelled() throws Exception {
        List<CompletableFuture<Response>> waiting = IntStream.range(0, 254)
                .mapToObj(i -> begin(CallContext.none(), WAIT))
                .collect(Collectors.toCollection(ArrayList::new));
        CancellableContext context = new CancellableContext(null, Map.of(CallContext.TENANT, "acme"));
        assertThat(begin(context, new Request("Say")).get().data()).isEqualTo("acme");
        CompletableFuture<Response> also = begin(context, WAIT);
        CompletableFuture<Response> late = begin(CallContext.none(), WAIT);
        while (host.status("slow").calls().inFlight() < 256) {
            Poll.again();
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(late.orTimeout(1, TimeUnit.MILLISECONDS)).failsWithin(Duration.ofMinutes(1));
        CompletableFuture<Response> next = begin(CallContext.none(), WAIT);
        while (next.isDone()) { // rejected until the plugin has ended the call that timed out
            Poll.again();
            next = begin(CallContext.none(), WAIT);
        }
        waiting.add(next);
        while (host.status("slow").calls().inFlight() < 256) {
            Poll.again();
        }
        assertThat(codeOf(begin(CallContext.none(), WAIT))).isEqualTo("ORKA-CALL-09");

        waiting.forEach(future -> future.cancel(true));
        context.cancel();

        assertThat(also.get().data()).isEqualTo("acme");
        while (stopped() < 257) {
            Poll.again();
        }
    }

    @Test
    void whatACallWouldThrowIsInTheStage() throws Exception {
        assertThat(codeOf(begin("slwo", CallContext.none(), WAIT))).isEqualTo("ORKA-CALL-01");
        PluginHost closing = host.orka().host();
        host.close();
        assertThat(codeOf(closing.callAsync("slow", CallContext.none(), WAIT).toCompletableFuture()))
                .isEqualTo("ORKA-CALL-14");
    }

    private static int stopped() {
        return Integer.getInteger(STOPPED);
    }

    private static String codeOf(CompletableFuture<Response> failed) throws InterruptedException {
        try {
            return String.valueOf(failed.get());
        } catch (ExecutionException e) {
            return e.getCause() instanceof OrkaCallException expected ? expected.code() : e.toString();
        }
    }

    private CompletableFuture<Response> begin(CallContext context, Request request) {
        return begin("slow", context, request);
    }

    private CompletableFuture<Response> begin(String nameOrKey, CallContext context, Request request) {
        return host.orka().host().callAsync(nameOrKey, context, request).toCompletableFuture();
    }
}
