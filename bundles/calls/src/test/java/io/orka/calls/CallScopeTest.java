package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.Response;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller's context outlives its calls and references no object of a plugin. */
class CallScopeTest {

    private final Calls calls = new Calls();
    private final CancellableContext owner = new CancellableContext(null, Map.of("traceId", "t1"));
    private final AtomicInteger ran = new AtomicInteger();

    static Stream<Limits> limits() {
        return Stream.of(Limits.none(), new Limits(null, 1), new Limits(Duration.ofHours(1), null));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void actions_are_taken_back_when_the_call_ends(Limits limits) {
        AtomicReference<CallContext> kept = new AtomicReference<>();
        Generation generation = Plugins.generation("p", 1, (context, request) -> {
            context.onCancel(ran::incrementAndGet);
            kept.set(context);
            return Response.ok(context.attributes());
        });
        generation.limit(limits);
        calls.switchTo(generation, Set.of());

        assertThat(calls.call("p", owner, Plugins.PING).data()).isEqualTo(Map.of("traceId", "t1"));
        requireNonNull(kept.get()).onCancel(ran::incrementAndGet);
        owner.cancel();

        assertThat(ran).hasValue(0);
        assertThat(requireNonNull(kept.get()).isCancelled()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_context_that_is_kept_keeps_nothing_of_the_call(Limits limits) {
        AtomicReference<WeakReference<CallContext>> seen = new AtomicReference<>();
        Generation generation = Plugins.generation("p", 1, (context, request) -> {
            seen.set(new WeakReference<>(context));
            return Response.ok(null);
        });
        generation.limit(limits);
        calls.switchTo(generation, Set.of());

        calls.call("p", owner, Plugins.PING);

        Eventually.holds("what the plugin saw is collected", () -> {
            System.gc();
            return requireNonNull(seen.get()).refersTo(null);
        });
        assertThat(owner.isCancelled()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void an_owner_s_cancel_reaches_the_plugin_and_its_faults_stay_there(Limits limits) {
        ClassLoader[] seen = new ClassLoader[1];
        Generation generation = Plugins.generation("p", 1, (context, request) -> {
            Runnable takenBack = () -> ran.addAndGet(100);
            context.onCancel(takenBack);
            context.forget(takenBack);
            context.onCancel(() -> {
                throw new AssertionError("an action of the plugin");
            });
            context.onCancel(() -> {
                ran.incrementAndGet();
                seen[0] = Thread.currentThread().getContextClassLoader();
            });
            owner.cancel();
            context.onCancel(ran::incrementAndGet);
            return Response.ok(context.isCancelled());
        });
        generation.limit(limits);
        calls.switchTo(generation, Set.of());

        assertThat(calls.call("p", owner, Plugins.PING).data()).isEqualTo(true);
        assertThat(ran).hasValue(2);
        assertThat(seen[0]).isSameAs(Plugins.class.getClassLoader());
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void a_context_that_was_cancelled_before_is_so_for_the_plugin() {
        calls.switchTo(
                Plugins.generation("p", 1, (context, request) -> {
                    context.onCancel(ran::incrementAndGet);
                    return Response.ok(
                            List.of(context.isCancelled(), context.deadline().isPresent()));
                }),
                Set.of());
        owner.cancel();

        assertThat(calls.call("p", owner, Plugins.PING).data()).isEqualTo(List.of(true, false));
        assertThat(ran).hasValue(1);
    }
}
