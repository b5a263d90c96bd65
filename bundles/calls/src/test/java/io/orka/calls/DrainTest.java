package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** No call runs in a generation after its drain, while callers call and generations are switched and closed. */
class DrainTest {

    private static final int SWITCHES = 5_000;
    private static final int CALLERS = 4;
    private static final int OFTEN = 2 * CALLERS * CounterStripe.OFTEN;
    private static final List<String> KEYS = List.of("p@v1", "p@v2");

    private final Calls calls = new Calls();
    private final LongAdder lateCalls = new LongAdder();
    private final LongAdder backwards = new LongAdder();
    private final LongAdder served = new LongAdder();

    @Test
    void no_call_runs_on_a_generation_after_its_drain() throws Exception {
        run(SWITCHES, 0, generation -> generation.awaitIdle(Duration.ofSeconds(30)));

        assertThat(lateCalls.sum()).isZero();
        assertThat(backwards.sum()).isZero();
        assertThat(served.sum()).isGreaterThan(SWITCHES);
    }

    /** After that many calls, each caller owns a stripe and counts its exits with a plain store. */
    @Test
    void no_call_runs_on_a_generation_that_was_called_often_after_its_drain() throws Exception {
        run(SWITCHES / 5, OFTEN, generation -> generation.awaitIdle(Duration.ofSeconds(30)));

        assertThat(lateCalls.sum()).isZero();
        assertThat(backwards.sum()).isZero();
        assertThat(served.sum()).isGreaterThan(SWITCHES / 5 * OFTEN);
    }

    /** If the callers get no processor during a run, no late call is seen, and the run is repeated. */
    @Test
    void the_harness_sees_the_error_when_nothing_is_drained() throws Exception {
        do {
            run(SWITCHES, 0, generation -> true);
        } while (lateCalls.sum() == 0);

        assertThat(lateCalls.sum()).isPositive();
    }

    private void run(int switches, int callsBefore, Predicate<Generation> drain)
            throws InterruptedException, ExecutionException {
        Generation current = generation(0);
        calls.switchTo(current, Set.of());
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(CALLERS);
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(pool.submit(() -> {
                    callUntil(stop, running);
                    return null;
                }));
            }
            running.await();
            for (int number = 1; number <= switches; number++) {
                while (current.calls() < callsBefore) {
                    Thread.onSpinWait();
                }
                current = generation(number);
                PluginKey other = PluginKey.parse(KEYS.get((number + 1) % 2));
                for (Generation out : calls.switchTo(current, Set.of(other))) {
                    assertThat(drain.test(out)).isTrue();
                    ((Closable) out.target()).closed = true;
                }
            }
            stop.set(true);
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            stop.set(true);
            pool.shutdownNow();
        }
    }

    private Generation generation(long number) {
        return Plugins.generation(KEYS.get((int) (number % 2)), number, new Closable(number));
    }

    /** Calls the bare name and both keys in turn. A switch must change all three atomically. */
    private void callUntil(AtomicBoolean stop, CountDownLatch running) throws Exception {
        List<OrkaCall> handles = List.of(
                calls.handle(PluginKey.parse("p")),
                calls.handle(PluginKey.parse(KEYS.get(0))),
                calls.handle(PluginKey.parse(KEYS.get(1))));
        long last = -1;
        for (int i = 0; !stop.get(); i++) {
            Object answer = handles.get(i % handles.size()).call(Plugins.PING).data();
            long number = (Long) requireNonNull(answer);
            if (number < last) {
                backwards.increment();
            }
            last = number;
            served.increment();
            if (i == 0) {
                running.countDown();
            }
        }
    }

    /** Counts the calls that begin or end after the plugin is closed. */
    private final class Closable implements OrkaCall {
        private final long number;
        private volatile boolean closed;

        Closable(long number) {
            this.number = number;
        }

        @Override
        public Response call(CallContext context, Request request) {
            boolean before = closed;
            Thread.onSpinWait();
            if (before || closed) {
                lateCalls.increment();
            }
            return Response.ok(number);
        }
    }
}
