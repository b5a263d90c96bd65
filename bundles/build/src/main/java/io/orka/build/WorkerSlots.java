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
 * Slots for workers. One build at a time uses a slot. Waiting builds get a slot in order.
 *
 * <p>A build in a warm worker takes a tenth of a second, and the start of a worker takes a second. An empty slot is
 * therefore used only if no slot has a worker, or if no slot with a worker was returned for a moment.
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

    /** A slot. The build that uses the slot also uses its worker. */
    static final class Slot {

        volatile @Nullable WorkerProcess worker;
        private long lent;

        private boolean isWarm() {
            WorkerProcess there = worker;
            return there != null && there.isAlive();
        }
    }

    /** Acquires the most recently used slot that has a worker, or else an empty slot. Reports a longer wait. */
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

    /** Returns a slot. The result is the slot's count of uses, for {@link #letGo}. */
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

    /** Stops the worker of a slot whose count of uses has not changed. */
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

    /** Stops the worker of a slot in use, and returns the slot. */
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
