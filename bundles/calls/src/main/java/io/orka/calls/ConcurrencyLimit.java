package io.orka.calls;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of calls that run at the same time; the limit may change at any time. Callers beyond the limit may
 * wait in a FIFO queue.
 *
 * <p>One number holds the count of running calls and the count of waiting calls. So a caller that takes a slot without
 * waiting never overtakes a waiting caller, and a caller that releases a slot finds every caller that had begun to
 * wait.
 */
final class ConcurrencyLimit {

    private static final long ONE_WAITS = 1L << Integer.SIZE;
    private static final long RUNNING = ONE_WAITS - 1;

    /**
     * The count of running calls in the lower half, and the count of waiting calls in the upper half. The upper half is
     * changed only under the lock.
     */
    private final AtomicLong counts = new AtomicLong();

    @GuardedBy("this")
    private final Set<Place> queue = new LinkedHashSet<>();

    private volatile int limit;

    ConcurrencyLimit(int limit) {
        this.limit = limit;
    }

    /** Takes a slot without waiting; the caller must release the slot. Fails while other callers wait. */
    boolean take() {
        for (; ; ) {
            long now = counts.get();
            if (now >= limit) { // even if a caller waits
                return false;
            }
            if (counts.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void give() {
        if (counts.decrementAndGet() >= ONE_WAITS) {
            letIn();
        }
    }

    /** Changes the limit; a higher limit admits callers that wait. */
    synchronized void limit(int next) {
        limit = next;
        letIn();
    }

    /** Begins to wait for a slot in this thread; returns {@code null} if the queue already has the given size. */
    synchronized @Nullable Place queue(int size) {
        if (queue.size() >= size) {
            return null;
        }
        Place last = new Place();
        queue.add(last);
        counts.addAndGet(ONE_WAITS);
        letIn(); // a slot may have been released before this place was visible
        return last;
    }

    int waiting() {
        return (int) (counts.get() / ONE_WAITS);
    }

    private synchronized void letIn() {
        Iterator<Place> first = queue.iterator();
        while (first.hasNext() && (counts.get() & RUNNING) < limit) {
            Place next = first.next();
            first.remove();
            counts.addAndGet(1 - ONE_WAITS);
            next.letIn();
        }
    }

    private synchronized boolean left(Place place) {
        if (queue.remove(place)) {
            counts.addAndGet(-ONE_WAITS);
            return true;
        }
        return false;
    }

    /** One caller's place in the queue. */
    final class Place {

        private final Thread caller = Thread.currentThread();
        private volatile boolean in;

        /**
         * Waits for the slot, in the thread that began to wait.
         *
         * @return whether the caller got a slot and must release it; without a slot, the place is removed
         * @throws InterruptedException if the thread is interrupted; the place is removed
         */
        boolean await(long nanos) throws InterruptedException {
            long start = System.nanoTime();
            while (!in) {
                if (Thread.interrupted()) {
                    if (!left(this)) {
                        give();
                    }
                    throw new InterruptedException();
                }
                long rest = nanos - (System.nanoTime() - start);
                if (rest <= 0) {
                    return !left(this);
                }
                LockSupport.parkNanos(ConcurrencyLimit.this, rest);
            }
            return true;
        }

        private void letIn() {
            in = true;
            LockSupport.unpark(caller);
        }
    }
}
