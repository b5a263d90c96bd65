package io.orka.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A stripe counts correctly for its owner, for other threads, and for a thread that waits for the exits. */
class CounterStripeTest {

    private static final int ENTRIES = 1_000_000;

    private final CounterStripe stripe = new CounterStripe();
    private volatile int route;

    @Test
    void who_changes_the_route_sees_all_entries_by_the_old_one() throws InterruptedException {
        assertThat(missed(stripe::enter, stripe::entered)).isZero();
        assertThat(stripe.entered()).isEqualTo(ENTRIES);
    }

    @Test
    void the_harness_sees_the_error_when_entries_are_mere_stores() throws InterruptedException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor sees its own entries in order");
        AtomicLong count = new AtomicLong();
        int missed = 0;
        while (missed == 0) {
            count.set(0);
            missed = missed(() -> count.setOpaque(count.getPlain() + 1), count::get);
        }

        assertThat(missed).isPositive();
    }

    /**
     * Runs a thread that enters and reads the route, and a thread that changes the route and reads the entries. Returns
     * how often neither thread saw the other's change.
     */
    private int missed(Runnable enter, LongSupplier entries) throws InterruptedException {
        int[] routes = new int[ENTRIES + 1];
        long[] seen = new long[ENTRIES + 1];
        CountDownLatch ready = new CountDownLatch(2);
        route = 0;
        Thread caller = started(ready, () -> {
            for (int entry = 1; entry <= ENTRIES; entry++) {
                enter.run();
                routes[entry] = route;
            }
        });
        Thread changer = started(ready, () -> {
            for (int change = 1; change <= ENTRIES; change++) {
                route = change;
                seen[change] = entries.getAsLong();
            }
        });
        caller.join();
        changer.join();
        int missed = 0;
        for (int change = 1; change <= ENTRIES; change++) {
            int unseen = (int) seen[change] + 1;
            if (unseen <= ENTRIES && routes[unseen] < change) {
                missed++;
            }
        }
        return missed;
    }

    private static Thread started(CountDownLatch ready, Runnable work) {
        Thread thread = new Thread(() -> {
            ready.countDown();
            while (ready.getCount() > 0) {
                Thread.onSpinWait();
            }
            work.run();
        });
        thread.start();
        return thread;
    }

    @Test
    void the_next_owner_goes_on_where_a_dead_one_ended() throws InterruptedException {
        for (int owner = 1; owner <= 3; owner++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 10 * CounterStripe.OFTEN; i++) {
                    stripe.enter();
                    stripe.leave();
                }
            });
            thread.start();
            thread.join();

            assertThat(stripe.entered()).isEqualTo(10L * CounterStripe.OFTEN * owner);
            assertThat(stripe.left()).isEqualTo(stripe.entered());
        }
    }

    @Test
    void many_threads_may_share_one() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(4);
        for (Thread thread : new Thread[] {nested(ready), nested(ready), nested(ready), nested(ready)}) {
            thread.join();
        }

        assertThat(stripe.entered()).isEqualTo(4L * ENTRIES);
        assertThat(stripe.left()).isEqualTo(stripe.entered());
    }

    /** Enters twice before it leaves, as a plugin that calls itself does. The stripe can get an owner in between. */
    private Thread nested(CountDownLatch ready) {
        return started(ready, () -> {
            for (int i = 0; i < ENTRIES / 2; i++) {
                stripe.enter();
                stripe.enter();
                stripe.leave();
                stripe.leave();
            }
        });
    }
}
