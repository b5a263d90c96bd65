package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener that is slow, blocked or faulty affects neither the host nor other listeners. */
class OccurrenceFeedTest {

    private static final PluginKey A = PluginKey.parse("a@v1");
    private static final PluginKey B = PluginKey.parse("b@v1");

    private final OccurrenceFeed feed = new OccurrenceFeed();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void whatABusyListenerMissesIsMergedByPluginAndType() throws InterruptedException {
        BlockingQueue<Occurrence> told = new LinkedBlockingQueue<>();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch ready = new CountDownLatch(1);
        feed.listen(occurrence -> {
            told.add(occurrence);
            busy.countDown();
            await(ready);
        });
        enters(A, PluginState.PENDING);
        busy.await();

        for (int i = 0; i < 10_000; i++) {
            enters(B, PluginState.PENDING);
            enters(A, PluginState.STARTING);
            enters(A, PluginState.ACTIVE);
            feed.happened(A, new Occurrence.TookOver("c" + i, A, "c" + (i - 1), false));
            enters(B, PluginState.CLONING);
        }
        feed.happened(A, new Occurrence.TookOver("c0", A, "c9999", true));
        feed.happened(B, new Occurrence.Gone());
        ready.countDown();

        List<Occurrence> merged = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            merged.add(told.take());
        }
        assertThat(merged)
                .extracting(occurrence -> occurrence.key() + " " + occurrence.what())
                .containsExactly(
                        "a@v1 Entered[state=PENDING]",
                        "a@v1 Entered[state=ACTIVE]",
                        "a@v1 TookOver[commit=c9999, previous=a@v1, previousCommit=c9998, back=false]",
                        "b@v1 Entered[state=CLONING]",
                        "a@v1 TookOver[commit=c0, previous=a@v1, previousCommit=c9999, back=true]",
                        "b@v1 Gone[]");
        assertThat(merged)
                .extracting(Occurrence::sequence)
                .containsExactly(1L, 49_999L, 50_000L, 50_001L, 50_002L, 50_003L);
    }

    @Test
    void aBlockedListenerHoldsUpNobody() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        feed.listen(occurrence -> await(never));
        BlockingQueue<Occurrence> told = new LinkedBlockingQueue<>();
        feed.listen(told::add);

        enters(A, PluginState.PENDING);
        enters(A, PluginState.ACTIVE);
        enters(B, PluginState.PENDING);

        assertThat(told.take().key()).isEqualTo(A);
        feed.close(); // does not wait for the blocked listener
        never.countDown();
    }

    @Test
    void oneThatThrowsHearsTheNext() throws InterruptedException {
        BlockingQueue<PluginKey> told = new LinkedBlockingQueue<>();
        feed.listen(occurrence -> {
            told.add(occurrence.key());
            throw new AssertionError("as a broken engine would");
        });

        enters(A, PluginState.PENDING);
        assertThat(told.take()).isEqualTo(A);
        enters(B, PluginState.PENDING);
        assertThat(told.take()).isEqualTo(B);
    }

    @Test
    void oneThatEndsItselfHearsNoMore() throws InterruptedException {
        CompletableFuture<Subscription> self = new CompletableFuture<>();
        List<Occurrence> told = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        self.complete(feed.listen(occurrence -> {
            told.add(occurrence);
            self.join().close();
            self.join().close();
            ended.countDown();
        }));

        enters(A, PluginState.PENDING);
        enters(B, PluginState.PENDING);
        enters(A, PluginState.ACTIVE);
        ended.await();

        assertThat(told).hasSize(1);
        enters(A, PluginState.DRAINING); // throws if it is passed to the ended thread
    }

    @Test
    void afterTheEndNobodyIsToldAndNoThreadStays() throws InterruptedException {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        feed.listen(occurrence -> threads.add(Thread.currentThread()));
        enters(A, PluginState.PENDING);
        Thread thread = threads.take();

        feed.close();
        feed.listen(occurrence -> threads.add(Thread.currentThread()));
        enters(A, PluginState.ACTIVE);

        thread.join();
        assertThat(threads).isEmpty();
    }

    private void enters(PluginKey key, PluginState state) {
        feed.happened(key, new Occurrence.Entered(state));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
