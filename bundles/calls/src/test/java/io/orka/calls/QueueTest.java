package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** If a queue is configured, calls above the limit wait in order and for a limited time. */
class QueueTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int CALLERS = 50;

    private final Calls calls = new Calls();
    private final Steps steps = new Steps();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    /** A plugin whose calls return one by one, each when the test allows it. */
    private static final class Steps implements OrkaCall {
        final BlockingQueue<String> entered = new LinkedBlockingQueue<>();
        final Semaphore leave = new Semaphore(0);
        volatile CallContext last = CallContext.none();

        @Override
        public Response call(CallContext context, Request request) {
            last = context;
            entered.add(request.method());
            leave.acquireUninterruptibly();
            return Response.ok(request.method());
        }
    }

    @AfterEach
    void releaseThreads() {
        steps.leave.release(Integer.MAX_VALUE / 2);
        callers.shutdownNow();
    }

    private Generation serve(String key, OrkaCall target, Limits limits) {
        Generation generation = Plugins.generation(key, 1, target);
        generation.limit(limits);
        calls.switchTo(generation, Set.of());
        return generation;
    }

    private static Limits oneAtOnce(int size, Duration wait) {
        return new Limits(null, 1, new QueueLimit(size, wait));
    }

    private CompletableFuture<Object> begin(String method) {
        return begin(CallContext.none(), method);
    }

    private CompletableFuture<Object> begin(CallContext context, String method) {
        return CompletableFuture.supplyAsync(
                () -> requireNonNull(
                        calls.call("p", context, new Request(method)).data()),
                callers);
    }

    /** Starts a call and returns when the plugin runs it. */
    private CompletableFuture<Object> enter(String method) throws InterruptedException {
        CompletableFuture<Object> call = begin(method);
        assertThat(steps.entered.take()).isEqualTo(method);
        return call;
    }

    private OrkaCallException fault(CallContext context) {
        return requireNonNull(
                catchThrowableOfType(OrkaCallException.class, () -> calls.call("p", context, Plugins.PING)));
    }

    @Test
    void those_that_wait_are_served_in_the_order_in_which_they_came() throws Exception {
        Generation generation = serve("p@v1", steps, oneAtOnce(CALLERS, LONG));
        List<CompletableFuture<Object>> waiting = new ArrayList<>(List.of(enter("first")));
        for (int i = 0; i < CALLERS; i++) {
            int before = i;
            waiting.add(begin("caller " + i));
            Eventually.holds("it waits", () -> generation.waiting() == before + 1);
        }
        assertThat(generation.inFlight()).isEqualTo(CALLERS + 1);

        List<String> order = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            steps.leave.release();
            order.add(steps.entered.take());
        }
        steps.leave.release();

        assertThat(order)
                .isEqualTo(
                        IntStream.range(0, CALLERS).mapToObj(i -> "caller " + i).toList());
        for (CompletableFuture<Object> call : waiting) {
            call.get();
        }
        assertThat(generation.rejected()).isZero();
        assertThat(generation.waiting()).isZero();
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void nobody_overtakes_those_that_wait() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(1);
        assertThat(limit.take()).isTrue();
        AtomicReference<ConcurrencyLimit.Place> place = new AtomicReference<>();
        Thread waiting = new Thread(() -> place.set(limit.queue(1)));
        waiting.start();
        waiting.join();

        limit.give();

        assertThat(limit.take()).isFalse(); // although the waiting thread has not woken up yet
        assertThat(limit.waiting()).isZero();
        assertThat(requireNonNull(place.get()).await(0)).isTrue();
        limit.give();
        assertThat(limit.take()).isTrue();
    }

    @Test
    void a_full_queue_rejects_at_once() throws Exception {
        Generation generation = serve("p@v1", steps, oneAtOnce(1, LONG));
        CompletableFuture<Object> first = enter("first");
        CompletableFuture<Object> second = begin("second");
        Eventually.holds("it waits", () -> generation.waiting() == 1);

        assertThat(fault(CallContext.none()))
                .hasMessage(
                        "ORKA-CALL-09: p@v1 Ping: busy: 1 call is running, the plugin's limit, and its queue of 1"
                                + " is full; try again later, or increase 'concurrency' or the queue's 'size' in its registry entry");

        steps.leave.release(2);
        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
        assertThat(generation.rejected()).isEqualTo(1);
        assertThat(generation.failed()).isZero();
    }

    @Test
    void nobody_waits_longer_than_the_queue_allows() throws Exception {
        Generation generation = serve("p@v1", steps, oneAtOnce(1, SHORT));
        CompletableFuture<Object> first = enter("first");
        long begin = System.nanoTime();

        OrkaCallException fault = fault(CallContext.none());

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(fault)
                .hasMessageMatching("ORKA-CALL-09: p@v1 Ping: busy: waited [0-9.]+ s for a slot; 1 call is running, the"
                        + " plugin's limit; try again later, or increase 'concurrency' or the queue's 'wait' in its"
                        + " registry entry");
        assertThat(generation.waiting()).isZero();
        steps.leave.release();
        assertThat(first.get()).isEqualTo("first");
        steps.leave.release();
        assertThat(begin("next").get()).isEqualTo("next");
    }

    @Test
    void nobody_waits_longer_than_the_deadline() throws Exception {
        serve("p@v1", steps, new Limits(Duration.ofDays(1), 1, new QueueLimit(9, LONG)));
        CompletableFuture<Object> first = enter("first");

        CallContext soon = new CancellableContext(Instant.now().plus(SHORT), Map.of());
        assertThat(fault(soon))
                .hasMessageMatching(
                        "ORKA-CALL-09: p@v1 Ping: busy: waited [0-9.]+ s for a slot, up to its deadline; 1 call"
                                + " is running, the plugin's limit; try again later, or increase 'concurrency' in its registry entry");

        steps.leave.release();
        assertThat(first.get()).isEqualTo("first");
    }

    @Test
    void the_time_in_the_queue_is_part_of_the_timeout() throws Exception {
        Duration timeout = Duration.ofMinutes(10);
        Generation generation = serve("p@v1", steps, new Limits(timeout, 1, new QueueLimit(9, LONG)));
        CompletableFuture<Object> first = enter("first");
        CompletableFuture<Object> second = begin("second");
        Eventually.holds("it waits", () -> generation.waiting() == 1);
        Instant waiting = Instant.now();

        steps.leave.release();

        assertThat(steps.entered.take()).isEqualTo("second");
        assertThat(steps.last.deadline().orElseThrow()).isBeforeOrEqualTo(waiting.plus(timeout));
        steps.leave.release();
        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void a_caller_that_is_interrupted_waits_no_longer() throws Exception {
        Generation generation = serve("p@v1", steps, oneAtOnce(9, LONG));
        CompletableFuture<Object> first = enter("first");
        CompletableFuture<OrkaCallException> failed = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            failed.complete(fault(CallContext.none()));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Eventually.holds("it waits", () -> generation.waiting() == 1);
        CompletableFuture<Object> behind = begin("behind");
        Eventually.holds("another one waits behind it", () -> generation.waiting() == 2);

        caller.interrupt();

        assertThat(failed.get().code()).isEqualTo(CallCodes.INTERRUPTED);
        assertThat(interrupted.get()).isTrue();
        assertThat(generation.waiting()).isEqualTo(1);
        assertThat(generation.rejected()).isZero();
        steps.leave.release(2);
        assertThat(first.get()).isEqualTo("first");
        assertThat(behind.get()).isEqualTo("behind");
    }

    @Test
    void a_higher_limit_lets_those_in_that_wait() throws Exception {
        Generation generation = serve("p@v1", steps, oneAtOnce(9, LONG));
        List<CompletableFuture<Object>> all = new ArrayList<>(List.of(enter("first")));
        for (String method : List.of("second", "third", "fourth")) {
            int before = generation.waiting();
            all.add(begin(method));
            Eventually.holds("it waits", () -> generation.waiting() == before + 1);
        }

        generation.limit(new Limits(null, 2, new QueueLimit(9, LONG)));
        assertThat(steps.entered.take()).isEqualTo("second");
        assertThat(generation.waiting()).isEqualTo(2);

        generation.limit(Limits.none());
        assertThat(List.of("third", "fourth")).contains(steps.entered.take()).contains(steps.entered.take());
        assertThat(generation.waiting()).isZero();
        steps.leave.release(all.size());
        for (CompletableFuture<Object> call : all) {
            call.get();
        }
    }

    @Test
    void calls_with_a_deadline_wait_for_the_host_s_threads() throws Exception {
        Generation generation = serve("p@v1", steps, new Limits(null, null, new QueueLimit(9, LONG)));
        CallContext later = new CancellableContext(Instant.now().plus(Duration.ofDays(1)), Map.of());
        List<CompletableFuture<Object>> all = new ArrayList<>();
        for (int i = 0; i < CallLimiter.HOSTED_AT_ONCE; i++) {
            all.add(begin(later, "inside"));
        }
        for (int i = 0; i < CallLimiter.HOSTED_AT_ONCE; i++) {
            steps.entered.take();
        }

        all.add(begin(later, "late"));
        Eventually.holds("it waits", () -> generation.waiting() == 1);
        all.add(begin("free")); // a call without a deadline needs no thread of the host
        assertThat(steps.entered.take()).isEqualTo("free");

        steps.leave.release(all.size());
        for (CompletableFuture<Object> call : all) {
            call.get();
        }
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void a_plugin_that_calls_itself_when_it_is_full_waits_in_vain_and_is_not_stuck() {
        Generation generation = serve(
                "p@v1",
                (context, request) -> Response.ok(fault(context).getMessage()),
                new Limits(LONG, 1, new QueueLimit(9, SHORT)));

        assertThat(calls.call("p", CallContext.none(), Plugins.PING).data())
                .asString()
                .startsWith("ORKA-CALL-09: p@v1 Ping: busy: waited ");
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void a_call_that_waits_is_answered_by_the_version_it_waits_for() throws Exception {
        Generation old = serve("p@v1", steps, oneAtOnce(9, LONG));
        CompletableFuture<Object> first = enter("first");
        CompletableFuture<Object> second = begin("second");
        Eventually.holds("it waits", () -> old.waiting() == 1);

        assertThat(calls.switchTo(Plugins.answering("p@v2", 2), Set.of(PluginKey.parse("p@v1"))))
                .containsExactly(old);

        assertThat(begin("third").get()).isEqualTo("p@v2#2");
        assertThat(old.awaitIdle(Duration.ZERO)).isFalse();
        steps.leave.release(2);
        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
        assertThat(old.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(old.calls()).isEqualTo(2);
    }

    @Test
    void a_call_that_waits_for_a_plugin_that_is_removed_is_answered() throws Exception {
        Generation old = serve("p@v1", steps, oneAtOnce(9, LONG));
        CompletableFuture<Object> first = enter("first");
        CompletableFuture<Object> second = begin("second");
        Eventually.holds("it waits", () -> old.waiting() == 1);

        assertThat(calls.withdraw(PluginKey.parse("p@v1"))).containsExactly(old);

        assertThatThrownBy(() -> begin("third").get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OrkaCallException.class);
        steps.leave.release(2);
        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
        assertThat(old.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }
}
