package io.orka.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GenerationTest {

    private final Calls calls = new Calls();

    private void serve(OrkaCall target, ClassLoader loader) {
        calls.switchTo(new Generation(PluginKey.parse("p"), "c0ffee", 1, target, loader), Set.of());
    }

    @Test
    void the_context_class_loader_is_the_plugin_s_during_the_call_and_the_caller_s_after() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0])) {
            ClassLoader[] seen = new ClassLoader[1];
            serve(
                    (context, request) -> {
                        seen[0] = Thread.currentThread().getContextClassLoader();
                        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
                        return Response.ok(null);
                    },
                    own);

            calls.call("p", CallContext.none(), Plugins.PING);

            assertThat(seen[0]).isSameAs(own);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    @Test
    void a_plugin_that_cannot_see_its_context_is_called_in_its_caller_s_and_hosted_in_its_own() throws Exception {
        try (URLClassLoader own = new URLClassLoader(new URL[0])) {
            AtomicReference<ClassLoader> seen = new AtomicReference<>();
            OrkaCall target = (context, request) -> {
                seen.set(Thread.currentThread().getContextClassLoader());
                return Response.ok(null);
            };
            PluginKey key = PluginKey.parse("p");
            calls.switchTo(
                    new Generation(key, "c0ffee", 1, target, own, false, Limits.none(), ThreadStop.none()), Set.of());

            calls.call("p", CallContext.none(), Plugins.PING);
            assertThat(seen.get()).isSameAs(Thread.currentThread().getContextClassLoader());

            calls.call("p", new CancellableContext(Instant.now().plusSeconds(60), Map.of()), Plugins.PING);
            assertThat(seen.get()).isSameAs(own);
        }
    }

    @Test
    void calls_are_counted_while_they_run_and_afterwards() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Generation generation = Plugins.generation("p", 1, (context, request) -> {
            inside.countDown();
            release.await();
            return Response.ok(null);
        });
        calls.switchTo(generation, Set.of());

        CompletableFuture<Response> call =
                CompletableFuture.supplyAsync(() -> calls.call("p", CallContext.none(), Plugins.PING));
        inside.await();
        assertThat(generation.inFlight()).isEqualTo(1);
        assertThat(generation.awaitIdle(Duration.ofMillis(1))).isFalse();
        release.countDown();
        call.join();

        assertThat(generation.awaitIdle(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(generation.inFlight()).isZero();
        assertThat(generation.calls()).isEqualTo(1);
    }

    @Test
    void a_plugin_may_swap_itself_and_its_drain_then_gives_up() {
        Generation[] self = new Generation[1];
        self[0] = Plugins.generation("p", 1, (context, request) -> {
            Generation out = calls.switchTo(Plugins.answering("p", 2), Set.of()).get(0);
            return Response.ok(out.awaitIdle(Duration.ofMillis(1)) + " then "
                    + calls.call("p", context, request).data());
        });
        calls.switchTo(self[0], Set.of());

        Response response = calls.call("p", CallContext.none(), Plugins.PING);

        assertThat(response.data()).isEqualTo("false then p#2");
        assertThat(self[0].awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void a_plugin_may_call_itself_and_others() {
        serve(
                (context, request) -> request.has("inner")
                        ? Response.ok("inner")
                        : calls.call("p", context, new Request("Ping", Map.of("inner", true))),
                getClass().getClassLoader());

        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isEqualTo("inner");
        assertThat(calls.current(PluginKey.parse("p")).orElseThrow().calls()).isEqualTo(2);
    }

    @Test
    void an_interrupted_wait_ends_at_once_and_keeps_the_interrupt() {
        Generation generation = Plugins.generation("p", 1, (context, request) -> {
            Thread.currentThread().interrupt();
            boolean idle = calls.current(PluginKey.parse("p")).orElseThrow().awaitIdle(Duration.ofDays(1));
            return Response.ok(idle + " " + Thread.interrupted());
        });
        calls.switchTo(generation, Set.of());

        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isEqualTo("false true");
    }
}
