package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With many callers and a low limit, no call is lost or stuck, and the limit is never exceeded. */
class QueueLoadTest {

    private static final int SWAPS = Integer.getInteger("orka.soak.queues", 300);
    private static final int RACES = Integer.getInteger("orka.soak.limits", 20_000);
    private static final int CALLERS = 12;
    private static final int CONCURRENCY = 2;
    private static final QueueLimit PATIENT = new QueueLimit(CALLERS, Duration.ofHours(1));

    private final Calls calls = new Calls();
    private final LongAdder late = new LongAdder();
    private final LongAdder tooMany = new LongAdder();
    private final Set<Thread> racing = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void endThreads() {
        callers.shutdownNow();
    }

    /** A plugin that counts calls above its limit and calls after its end. */
    private final class Watched implements OrkaCall {
        private final long number;
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean closed;

        Watched(long number) {
            this.number = number;
        }

        @Override
        public Response call(CallContext context, Request request) {
            if (inside.incrementAndGet() > CONCURRENCY) {
                tooMany.increment();
            }
            LockSupport.parkNanos(1_000);
            if (closed) {
                late.increment();
            }
            inside.decrementAndGet();
            return Response.ok(number);
        }
    }

    private Generation watched(long number, Limits limits) {
        Generation generation = Plugins.generation("p@v" + number, number, new Watched(number));
        generation.limit(limits);
        return generation;
    }

    @Test
    void no_call_is_lost_or_stuck_in_the_queue_of_a_version_that_is_replaced() throws Exception {
        for (Limits limits : List.of(
                new Limits(null, CONCURRENCY, PATIENT), new Limits(Duration.ofHours(1), CONCURRENCY, PATIENT))) {
            swapUnderLoad(limits);
        }
    }

    private void swapUnderLoad(Limits limits) throws InterruptedException, ExecutionException {
        Generation current = watched(0, limits);
        calls.switchTo(current, Set.of());
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Long>> answered = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            answered.add(callers.submit(() -> callUntil(stop)));
        }
        long waited = 0;
        long routed = 0;
        for (int number = 1; number <= SWAPS; number++) {
            Generation before = current;
            Eventually.holds("calls wait", () -> before.waiting() > 0);
            current = watched(number, limits);
            assertThat(calls.switchTo(current, Set.of(before.key()))).containsExactly(before);
            waited += before.waiting();
            assertThat(before.awaitIdle(Duration.ofSeconds(30))).isTrue();
            ((Watched) before.target()).closed = true;
            before.close();
            assertThat(before.waiting()).isZero();
            assertThat(before.rejected() + before.failed()).isZero();
            routed += before.calls();
        }
        stop.set(true);
        long all = 0;
        for (Future<Long> count : answered) {
            all += count.get();
        }
        calls.withdraw(current.key());
        assertThat(current.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(all).isEqualTo(routed + current.calls());
        assertThat(waited)
                .as("calls that waited in a version that was replaced")
                .isPositive();
        assertThat(late.sum()).isZero();
        assertThat(tooMany.sum()).isZero();
    }

    private long callUntil(AtomicBoolean stop) {
        long answered = 0;
        while (!stop.get()) {
            requireNonNull(calls.call("p", CallContext.none(), Plugins.PING).data());
            answered++;
        }
        return answered;
    }

    /**
     * Waiting calls get a slot, time out, reach their deadline or are interrupted while the limit changes: no slot is
     * lost.
     */
    @Test
    void whatever_ends_a_wait_every_slot_comes_back() throws Exception {
        QueueLimit hasty = new QueueLimit(CALLERS / 2, Duration.ofMillis(1));
        Generation generation = watched(1, new Limits(null, CONCURRENCY, hasty));
        calls.switchTo(generation, Set.of());
        List<Future<Integer>> answered = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int seed = i;
            answered.add(callers.submit(() -> race(new Random(seed))));
        }
        int all = 0;
        for (int i = 0; i < CALLERS; i++) {
            while (!answered.get(i).isDone()) {
                racing.forEach(Thread::interrupt);
                generation.limit(new Limits(null, 1, hasty));
                generation.limit(new Limits(null, CONCURRENCY, hasty));
            }
            all += answered.get(i).get();
        }

        assertThat(all).isPositive();
        assertThat(generation.rejected()).isPositive();
        assertThat(generation.failed()).isPositive();
        assertThat(generation.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(all + generation.failed() + generation.rejected()).isEqualTo(generation.calls());
        assertThat(generation.waiting()).isZero();
        assertThat(tooMany.sum()).isZero();
        generation.limit(new Limits(null, 1));
        assertThat(calls.call("p", CallContext.none(), Plugins.PING).success()).isTrue();
    }

    private int race(Random random) {
        racing.add(Thread.currentThread());
        int answered = 0;
        for (int i = 0; i < RACES / CALLERS; i++) {
            CallContext context = random.nextInt(4) > 0
                    ? CallContext.none()
                    : new CancellableContext(Instant.now().plusNanos(random.nextInt(500_000)), Map.of());
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
