package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plugin that has reached its limit rejects calls immediately, without an effect on other plugins. */
class ConcurrencyTest {

    private static final int RACES = Integer.getInteger("orka.soak.limits", 20_000);
    private static final int CALLERS = 4;

    private final Calls calls = new Calls();
    private final Blocked blocked = new Blocked();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void releaseThreads() {
        blocked.release.countDown();
        callers.shutdownNow();
    }

    private Generation serve(String key, OrkaCall target, Limits limits) {
        Generation generation = Plugins.generation(key, 1, target);
        generation.limit(limits);
        calls.switchTo(generation, Set.of());
        return generation;
    }

    private OrkaCallException fault(String key) {
        return requireNonNull(
                catchThrowableOfType(OrkaCallException.class, () -> calls.call(key, CallContext.none(), Plugins.PING)));
    }

    @Test
    void one_call_more_is_turned_away_at_once_and_others_are_served() throws Exception {
        Generation full = serve("p@v1", blocked, new Limits(null, 2));
        serve("q", (context, request) -> Response.ok("q"), new Limits(null, 1));
        List<CompletableFuture<Response>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            running.add(
                    CompletableFuture.supplyAsync(() -> calls.call("p", CallContext.none(), Plugins.PING), callers));
        }
        blocked.inside.acquire(2);

        assertThat(fault("p"))
                .hasMessage("ORKA-CALL-09: p@v1 Ping: busy: 2 calls are running, the plugin's limit;"
                        + " try again later, or increase 'concurrency' in its registry entry");
        assertThat(calls.call("q", CallContext.none(), Plugins.PING).data()).isEqualTo("q");
        assertThat(full.rejected()).isEqualTo(1);
        assertThat(full.failed()).isZero();
        assertThat(full.inFlight()).isEqualTo(2);

        blocked.release.countDown();
        for (CompletableFuture<Response> call : running) {
            assertThat(call.get().data()).isEqualTo("late");
        }
        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isEqualTo("late");
        assertThat(full.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void calls_that_were_given_up_on_hold_their_slot_until_they_return() {
        Generation full = serve("p@v1", blocked, new Limits(Duration.ofMillis(500), 1));

        assertThat(fault("p").code()).isEqualTo(CallCodes.TIMEOUT);
        assertThat(fault("p").code()).isEqualTo(CallCodes.BUSY);

        blocked.release.countDown();
        assertThat(full.awaitIdle(Duration.ofSeconds(30))).isTrue();
        full.limit(new Limits(Duration.ofHours(1), 1));
        for (int i = 0; i < 100; i++) { // the slot of an answered call is already free
            assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isEqualTo("late");
        }
    }

    @Test
    void the_host_s_threads_are_bounded_for_a_plugin_without_a_limit_of_its_own() {
        Generation generation = serve("p@v1", blocked, new Limits(Duration.ofMillis(1), null));
        while (blocked.inside.availablePermits()
                < CallLimiter.HOSTED_AT_ONCE) { // some calls time out before they begin
            assertThat(fault("p").code()).isEqualTo(CallCodes.TIMEOUT);
        }
        Eventually.holds("all are inside", () -> generation.abandoned() == CallLimiter.HOSTED_AT_ONCE);

        assertThat(fault("p"))
                .hasMessageStartingWith("ORKA-CALL-09: p@v1 Ping: busy: 256 calls with a deadline are running");

        blocked.release.countDown();
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(generation.abandoned()).isZero();
    }

    @Test
    void a_plugin_that_calls_itself_when_it_is_full_is_turned_away_and_not_stuck() {
        serve(
                "p",
                (context, request) -> {
                    OrkaCallException inner =
                            catchThrowableOfType(OrkaCallException.class, () -> calls.call("p", context, Plugins.PING));
                    return Response.ok(requireNonNull(inner).code());
                },
                new Limits(Duration.ofHours(1), 1));

        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isEqualTo(CallCodes.BUSY);
    }

    @Test
    void a_plugin_that_calls_another_hands_its_deadline_on() throws Exception {
        serve("inner", blocked, new Limits(Duration.ofHours(1), null));
        Generation outer = serve(
                "outer",
                (context, request) -> calls.call("inner", context, Plugins.PING),
                new Limits(Duration.ofSeconds(1), null));

        assertThat(fault("outer")) // both calls have the same deadline, and either can time out first
                .hasMessageMatching("ORKA-CALL-0[48]: outer Ping: .*has not answered within .*");

        blocked.cancelled.await();
        assertThat(requireNonNull(blocked.context).deadline().orElseThrow()).isBefore(Instant.now());
        assertThat(outer.awaitIdle(Duration.ofSeconds(30)))
                .as("the outer call leaves by the inner one's deadline, although the inner one stays")
                .isTrue();
    }

    @Test
    void limits_that_allow_nothing_are_refused() {
        assertThatThrownBy(() -> new Limits(Duration.ZERO, null)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> new Limits(Duration.ofSeconds(-1), null)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> new Limits(null, 0)).hasMessageContaining("concurrency");
    }

    /** Calls end, time out, and are interrupted and cancelled at the same time: no slot and no count is lost. */
    @Test
    void whatever_comes_together_every_count_comes_back() throws Exception {
        Generation generation = serve(
                "p",
                (context, request) -> {
                    context.onCancel(Thread::onSpinWait);
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(60_000));
                    return Response.ok(null);
                },
                new Limits(Duration.ofNanos(100_000), CALLERS - 1));
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            results.add(callers.submit(this::race));
        }
        int answered = 0;
        for (Future<Integer> result : results) {
            answered += result.get();
        }

        assertThat(answered).isPositive();
        assertThat(generation.timedOut()).isPositive();
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(generation.abandoned()).isZero();
        assertThat(generation.calls()).isEqualTo((long) RACES / CALLERS * CALLERS);
        assertThat(answered + generation.failed() + generation.rejected()).isEqualTo(generation.calls());
        generation.limit(new Limits(null, 1));
        assertThat(calls.call("p", CallContext.none(), Plugins.PING).success()).isTrue();
    }

    private int race() {
        int answered = 0;
        for (int i = 0; i < RACES / CALLERS; i++) {
            CancellableContext context = new CancellableContext(null, Map.of());
            if (i % 16 == 0) {
                Thread.currentThread().interrupt();
            } else if (i % 8 == 0) {
                context.cancel();
            }
            try {
                answered += calls.call("p", context, Plugins.PING).success() ? 1 : 0;
            } catch (OrkaCallException expected) {
                assertThat(expected.code()).isIn(CallCodes.TIMEOUT, CallCodes.BUSY, CallCodes.INTERRUPTED);
            }
            boolean unused = Thread.interrupted();
        }
        return answered;
    }
}
