package io.orka.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellableContextTest {

    @Test
    void holdsDeadlineAndACopyOfTheAttributes() {
        Map<String, String> given = new HashMap<>(Map.of(CallContext.TENANT, "acme"));
        CancellableContext context = new CancellableContext(Instant.EPOCH, given);
        given.clear();
        assertThat(context.deadline()).contains(Instant.EPOCH);
        assertThat(context.attributes()).containsExactly(Map.entry("tenant", "acme"));
        assertThat(new CancellableContext(null, Map.of()).deadline()).isEmpty();
    }

    @Test
    void runsEachActionOnceInOrder() {
        CancellableContext context = new CancellableContext(null, Map.of());
        List<String> ran = new ArrayList<>();
        context.onCancel(() -> ran.add("first"));
        context.onCancel(() -> ran.add("second"));
        assertThat(context.isCancelled()).isFalse();
        assertThat(ran).isEmpty();
        context.cancel();
        context.cancel();
        assertThat(context.isCancelled()).isTrue();
        assertThat(ran).containsExactly("first", "second");
        context.onCancel(() -> ran.add("late"));
        assertThat(ran).containsExactly("first", "second", "late");
    }

    @Test
    void forgetsTheSameActionOnceForEachTimeItWasGiven() {
        CancellableContext context = new CancellableContext(null, Map.of());
        AtomicInteger ran = new AtomicInteger();
        Runnable twice = ran::incrementAndGet;
        context.onCancel(twice);
        context.onCancel(twice);
        context.forget(twice);
        context.forget(ran::incrementAndGet);
        context.cancel();
        context.forget(twice);
        assertThat(ran).hasValue(1);
    }

    @Test
    void anActionSeesTheCallAsCancelledAndMayRegisterMore() {
        CancellableContext context = new CancellableContext(null, Map.of());
        List<Boolean> seen = new ArrayList<>();
        context.onCancel(() -> context.onCancel(() -> seen.add(context.isCancelled())));
        context.cancel();
        assertThat(seen).containsExactly(true);
    }

    @Test
    void aFailingActionDoesNotKeepTheOthersFromRunning() {
        CancellableContext context = new CancellableContext(null, Map.of());
        AtomicInteger ran = new AtomicInteger();
        context.onCancel(() -> {
            throw new IllegalStateException("first");
        });
        context.onCancel(() -> {
            throw new IllegalStateException("second");
        });
        context.onCancel(ran::incrementAndGet);
        assertThatThrownBy(context::cancel)
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(ran).hasValue(1);
    }

    @Test
    void actionsThatRaceWithTheCancelRunExactlyOnce() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 500; round++) {
                CancellableContext context = new CancellableContext(null, Map.of());
                CyclicBarrier start = new CyclicBarrier(threads);
                AtomicInteger ran = new AtomicInteger();
                List<Future<?>> racers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    boolean cancels = i < 2;
                    racers.add(pool.submit(() -> {
                        start.await();
                        if (cancels) {
                            context.cancel();
                        } else {
                            context.onCancel(ran::incrementAndGet);
                        }
                        return null;
                    }));
                }
                for (Future<?> racer : racers) {
                    racer.get();
                }
                assertThat(ran).as("round %s", round).hasValue(threads - 2);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theContextOfNobodyIsNeverCancelled() {
        CallContext none = CallContext.none();
        AtomicInteger ran = new AtomicInteger();
        none.onCancel(ran::incrementAndGet);
        none.forget(ran::incrementAndGet);
        assertThat(none.isCancelled()).isFalse();
        assertThat(none.deadline()).isEmpty();
        assertThat(none.attributes()).isEmpty();
        assertThat(ran).hasValue(0);
        assertThat(CallContext.none()).isSameAs(none);
    }
}
