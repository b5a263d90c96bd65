package io.orka.calls;

import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Admits or rejects the calls to one generation. A call that is not admitted immediately may wait in the queue. */
final class Admission {

    private final Target target;
    private final ConcurrencyLimit concurrency =
            new ConcurrencyLimit(Limits.none().atOnce());
    private final LongAdder rejected = new LongAdder();

    Admission(Target target) {
        this.target = target;
    }

    /** Sets the number of calls that may run at the same time from now on. */
    void limit(Limits limits) {
        concurrency.limit(limits.atOnce());
    }

    /**
     * Admits a call; the caller must later call {@link #leave}.
     *
     * @param deadline the caller's deadline, which includes the wait for a slot; {@code null} for none
     * @return the time that the call waited for a slot, in nanoseconds
     * @throws OrkaCallException with {@link CallCodes#BUSY} if the call is rejected
     * @throws InterruptedException if the caller is interrupted during the wait
     */
    long enter(Limits limits, @Nullable CallDeadline deadline, Request request) throws InterruptedException {
        if (concurrency.take()) {
            return 0;
        }
        QueueLimit queue = limits.queue();
        if (queue == null) {
            throw rejected(
                    request, running(limits) + "; try again later, or increase 'concurrency' in its registry entry");
        }
        ConcurrencyLimit.Place place = concurrency.queue(queue.size());
        if (place == null) {
            throw rejected(
                    request,
                    running(limits) + ", and its queue of " + queue.size() + " is full; try again later, or increase"
                            + " 'concurrency' or the queue's 'size' in its registry entry");
        }
        long begin = System.nanoTime();
        boolean let = place.await(longest(queue, deadline));
        long waited = System.nanoTime() - begin;
        if (let && (deadline == null || waited < deadline.nanos())) {
            return waited;
        }
        if (let) {
            leave();
        }
        throw rejected(request, inVain(limits, waited, deadline));
    }

    private static long longest(QueueLimit queue, @Nullable CallDeadline deadline) {
        long wait = queue.longestWait().toNanos();
        return deadline == null ? wait : Math.min(wait, deadline.nanos());
    }

    private static String running(Limits limits) {
        int limit = limits.atOnce();
        return limit
                + (limits.concurrency() == null
                        ? " calls with a deadline are running, the default limit"
                        : (limit == 1 ? " call is running" : " calls are running") + ", the plugin's limit");
    }

    private static String inVain(Limits limits, long waited, @Nullable CallDeadline deadline) {
        boolean untilDeadline = deadline != null && waited >= deadline.nanos();
        return "waited " + CallDeadline.seconds(waited) + " for a slot" + (untilDeadline ? ", up to its deadline" : "")
                + "; "
                + running(limits) + "; try again later, or increase 'concurrency'"
                + (untilDeadline ? "" : " or the queue's 'wait'") + " in its registry entry";
    }

    void leave() {
        concurrency.give();
    }

    /** Counts a rejected call and returns the exception for its caller. */
    OrkaCallException rejected(Request request, String why) {
        return rejected(request, why, null);
    }

    OrkaCallException rejected(Request request, String why, @Nullable Throwable cause) {
        rejected.increment();
        return target.failure(CallCodes.BUSY, request, "busy: " + why, cause);
    }

    int waiting() {
        return concurrency.waiting();
    }

    long rejected() {
        return rejected.sum();
    }
}
