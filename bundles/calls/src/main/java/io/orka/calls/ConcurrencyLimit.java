package io.orka.calls;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many calls run at once; the limit may change at any time. Callers beyond it may wait in a queue, which is first
 * in, first out.
 *
 * <p>One number holds how many run and how many wait. So a caller that takes a slot without waiting has overtaken nobody, and
 * a caller that gives a slot back sees everybody who had begun to wait.
 */
final class ConcurrencyLimit {

    private static final long ONE_WAITS = 1L << Integer.SIZE;
    private static final long RUNNING = ONE_WAITS - 1;

    /** How many run, in the lower half, and how many wait, in the upper one, which is changed under the lock only. */
    private final AtomicLong counts = new AtomicLong();

    @GuardedBy("this")
    private final Set<Place> queue = new LinkedHashSet<>();

    private volatile int limit;

    ConcurrencyLimit(int limit) {
        this.limit = limit;
    }

    /** Takes a slot, to be given back, without waiting; fails while others wait. */
    boolean take() {
        for (; ; ) {
            long now = counts.get();
            if (now >= limit) { // also when somebody waits
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

    /** Changes the limit; a higher one admits callers that wait. */
    synchronized void limit(int next) {
        limit = next;
        letIn();
    }

    /** Begins to wait for a slot in this thread; returns {@code null} when the queue has that size already. */
    synchronized @Nullable Place queue(int size) {
        if (queue.size() >= size) {
            return null;
        }
        Place last = new Place();
        queue.add(last);
        counts.addAndGet(ONE_WAITS);
        letIn(); // a slot may have been given back by a caller that did not see this one yet
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
         * @return whether it came, and has to be given back; if not, the place is given up
         * @throws InterruptedException when the thread is interrupted; the place is given up
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
