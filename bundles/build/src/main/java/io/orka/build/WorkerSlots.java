package io.orka.build;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Slots for workers, each used by one build at a time; waiting builds get a slot in order.
 *
 * <p>A build in a warm worker takes a tenth of a second, and starting a worker ten times that: an empty slot is used
 * only if no other slot has a worker, or if none was returned for a moment.
 */
final class WorkerSlots {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final List<Slot> all = new ArrayList<>();
    private final Deque<Slot> free = new ArrayDeque<>();
    private final Duration moment;

    WorkerSlots(int count, Duration moment) {
        this.moment = moment;
        for (int i = 0; i < count; i++) {
            all.add(new Slot());
        }
        free.addAll(all);
    }

    /** A slot; its worker belongs to the build that uses the slot. */
    static final class Slot {

        volatile @Nullable WorkerProcess worker;
        private long lent;

        private boolean isWarm() {
            WorkerProcess there = worker;
            return there != null && there.isAlive();
        }
    }

    /** Acquires a slot, the most recently used one if several have a worker; reports a longer wait. */
    Slot take(Runnable waiting) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long patience = moment.toNanos();
            boolean told = false;
            while (true) {
                @Nullable Slot best = best();
                if (best != null && (best.isWarm() || free.size() == all.size() || patience <= 0)) {
                    free.remove(best);
                    best.lent++;
                    return best;
                }
                if (!told) {
                    waiting.run();
                    told = true;
                }
                if (best == null) {
                    changed.await();
                } else {
                    patience = changed.awaitNanos(patience);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Slot best() {
        return free.stream().filter(Slot::isWarm).findFirst().orElse(free.peekFirst());
    }

    /** Returns a slot; the result shows later whether it was used since. */
    long giveBack(Slot slot) {
        lock.lock();
        try {
            free.addFirst(slot);
            changed.signalAll();
            return slot.lent;
        } finally {
            lock.unlock();
        }
    }

    /** Stops the worker of a slot that was not used since. */
    void letGo(Slot slot, long lent) {
        @Nullable WorkerProcess idle = null;
        lock.lock();
        try {
            if (slot.lent == lent && free.contains(slot)) {
                idle = slot.worker;
                slot.worker = null;
            }
        } finally {
            lock.unlock();
        }
        if (idle != null) {
            idle.close();
        }
    }

    /** Stops the worker of a slot in use and returns the slot. */
    void end(Slot slot) {
        WorkerProcess done = slot.worker;
        if (done != null) {
            done.close();
            slot.worker = null;
        }
        long unused = giveBack(slot);
    }

    /** Stops all workers, busy or idle. */
    void close() {
        for (Slot slot : all) {
            WorkerProcess running = slot.worker;
            if (running != null) {
                running.close();
            }
        }
    }
}
