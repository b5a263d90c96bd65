package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller never waits longer than the plugin's timeout or its own deadline, even if the plugin does not respond. */
class TimeoutTest {

    private static final Limits SHORT = new Limits(Duration.ofMillis(500), null);
    private static final Limits LONG = new Limits(Duration.ofHours(1), null);

    private final Calls calls = new Calls();
    private final Blocked blocked = new Blocked();

    @AfterEach
    void releaseThreads() {
        blocked.release.countDown();
    }

    private Generation serve(OrkaCall target, Limits limits) {
        Generation generation = Plugins.generation("p@v1", 1, target);
        generation.limit(limits);
        calls.switchTo(generation, Set.of());
        return generation;
    }

    private OrkaCallException fault(CallContext context) {
        return requireNonNull(
                catchThrowableOfType(OrkaCallException.class, () -> calls.call("p", context, Plugins.PING)));
    }

    private static CancellableContext until(Instant deadline) {
        return new CancellableContext(deadline, Map.of(CallContext.TENANT, "acme"));
    }

    @Test
    void a_plugin_that_ignores_interrupts_keeps_nobody_waiting() throws Exception {
        Generation generation = serve(blocked, SHORT);

        OrkaCallException fault = fault(CallContext.none());

        assertThat(fault)
                .hasMessage("ORKA-CALL-08: p@v1 Ping: has not answered within 0.5 s;"
                        + " increase 'timeout' in its registry entry if the plugin needs more time");
        assertThat(fault.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(getClass().getName()));
        assertThat(requireNonNull(blocked.context).isCancelled()).isTrue();
        blocked.cancelled.await();
        Eventually.holds("the thread is interrupted", () -> blocked.interrupts.get() == 1);
        assertThat(generation.abandoned()).isEqualTo(1);
        assertThat(generation.inFlight()).isEqualTo(1);
        assertThat(generation.abandonedThreads()).contains(requireNonNull(blocked.thread));
        assertThat(requireNonNull(blocked.thread).getName()).isEqualTo("orka-call-p@v1-1");
        assertThat(requireNonNull(blocked.thread).isDaemon()).isTrue();
        assertThat(generation.awaitIdle(Duration.ofMillis(1))).isFalse();
        assertThat(generation.timedOut()).isEqualTo(1);
        assertThat(generation.failed()).isEqualTo(1);

        blocked.release.countDown();

        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(generation.abandoned()).isZero();
        assertThat(generation.abandonedThreads()).isEmpty();
        assertThat(generation.calls()).isEqualTo(1);
    }

    @Test
    void a_caller_s_deadline_holds_for_a_plugin_without_limits() {
        Generation generation = serve(blocked, Limits.none());

        OrkaCallException fault = fault(until(Instant.now().plusMillis(500)));

        assertThat(fault)
                .hasMessageStartingWith("ORKA-CALL-08: p@v1 Ping: has not answered within 0.")
                .hasMessageEndingWith(", the caller's deadline; set a later deadline if the plugin needs more time");
        assertThat(generation.abandoned()).isEqualTo(1);
    }

    @Test
    void a_plugin_that_keeps_its_deadline_fails_like_one_that_does_not() {
        Generation generation = serve(
                (context, request) -> {
                    while (Instant.now().isBefore(context.deadline().orElseThrow())) {
                        Thread.onSpinWait();
                    }
                    throw new IllegalStateException("reading took too long");
                },
                Limits.none());
        int times = Integer.getInteger("orka.soak.deadlines", 20);

        for (int i = 0; i < times; i++) {
            assertThat(fault(until(Instant.now().plusMillis(5 + i))).code()).isEqualTo(CallCodes.TIMEOUT);
        }
        assertThat(generation.timedOut()).isEqualTo(times);
        assertThat(generation.failed()).isEqualTo(times);
    }

    @Test
    void a_deadline_that_has_passed_lets_nothing_run() {
        AtomicInteger ran = new AtomicInteger();
        Generation generation = serve(
                (context, request) -> {
                    ran.incrementAndGet();
                    return Response.ok(null);
                },
                LONG);

        OrkaCallException fault = fault(until(Instant.MIN));

        assertThat(fault).hasMessage("ORKA-CALL-08: p@v1 Ping: was not called: its deadline had already passed");
        assertThat(ran).hasValue(0);
        assertThat(generation.inFlight()).isZero();
    }

    @Test
    void the_plugin_sees_the_earlier_end_and_its_caller_s_attributes() {
        serve(
                (context, request) -> Response.ok(context.deadline().orElseThrow() + " "
                        + context.attributes().get(CallContext.TENANT)),
                LONG);
        Instant soon = Instant.now().plusSeconds(60);

        assertThat(calls.call("p", until(soon), Plugins.PING).data()).isEqualTo(soon + " acme");
        Instant end = Instant.parse(
                String.valueOf(calls.call("p", until(Instant.MAX), Plugins.PING).data())
                        .replace(" acme", ""));
        assertThat(end).isBetween(soon, soon.plus(Duration.ofHours(1)));
    }

    @Test
    void a_caller_that_is_interrupted_leaves_at_once_and_stays_interrupted() throws Exception {
        Generation generation = serve(blocked, LONG);
        AtomicReference<OrkaCallException> fault = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            fault.set(fault(CallContext.none()));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        blocked.inside.acquire();
        caller.interrupt();
        caller.join();

        assertThat(fault.get())
                .hasMessage("ORKA-CALL-10: p@v1 Ping: the calling thread was interrupted while waiting for the answer");
        assertThat(interrupted.get()).isTrue();
        blocked.cancelled.await();
        assertThat(generation.abandoned()).isEqualTo(1);
        assertThat(generation.timedOut()).isZero();
    }

    @Test
    void a_caller_that_was_interrupted_before_is_not_kept() {
        Generation generation = serve(blocked, LONG);
        Thread.currentThread().interrupt();

        OrkaCallException fault = fault(CallContext.none());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fault.code()).isEqualTo(CallCodes.INTERRUPTED);
        assertThat(blocked.thread).isNull();
        assertThat(generation.inFlight()).isZero();
    }

    @Test
    void a_call_in_time_is_answered_on_a_thread_that_is_used_again_and_clean() {
        Generation generation = serve(
                (context, request) -> {
                    Thread self = Thread.currentThread();
                    boolean interrupted = self.isInterrupted();
                    self.interrupt();
                    return Response.ok(self.getName() + " " + interrupted + " "
                            + (self.getContextClassLoader() == Plugins.class.getClassLoader()));
                },
                LONG);

        for (int i = 0; i < 3; i++) {
            assertThat(calls.call("p", CallContext.none(), Plugins.PING).data())
                    .asString()
                    .startsWith("orka-call-p@v1-")
                    .endsWith(" false true");
            assertThat(generation.awaitIdle(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void a_call_under_way_is_cancelled_by_its_owner_and_may_still_answer() throws Exception {
        serve(blocked, LONG);
        CancellableContext context = until(Instant.now().plusSeconds(600));
        CompletableFuture<Response> call = CompletableFuture.supplyAsync(() -> calls.call("p", context, Plugins.PING));
        blocked.inside.acquire();

        context.cancel();

        assertThat(blocked.cancelled.getCount()).isZero();
        assertThat(requireNonNull(blocked.context).isCancelled()).isTrue();
        blocked.release.countDown();
        assertThat(call.get().data()).isEqualTo("late");
        assertThat(blocked.interrupts).hasValue(0);
    }

    @Test
    void the_threads_of_a_closed_generation_end_with_their_thread_locals() throws Exception {
        AtomicReference<Thread> used = new AtomicReference<>();
        Generation generation = serve(
                (context, request) -> {
                    used.set(Thread.currentThread());
                    return Response.ok(null);
                },
                LONG);
        calls.call("p", CallContext.none(), Plugins.PING);
        Thread thread = requireNonNull(used.get());
        assertThat(thread.isAlive()).isTrue();

        generation.close();

        thread.join(Duration.ofSeconds(9).toMillis()); // an idle thread ends by itself after ten seconds
        assertThat(thread.isAlive()).isFalse();
        assertThat(calls.call("p", CallContext.none(), Plugins.PING).success()).isTrue();
    }

    @Test
    void limits_change_while_calls_go_on() {
        Generation generation =
                serve((context, request) -> Response.ok(Thread.currentThread().getName()), Limits.none());
        String here = Thread.currentThread().getName();

        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isEqualTo(here);
        generation.limit(LONG);
        assertThat(generation.limits()).isEqualTo(LONG);
        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isNotEqualTo(here);
        generation.limit(new Limits(null, null));
        assertThat(generation.limits()).isSameAs(Limits.none());
        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data()).isEqualTo(here);
    }
}
