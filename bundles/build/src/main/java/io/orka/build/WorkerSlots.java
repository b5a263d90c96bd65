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
 * Places for workers, each lent to one build at a time; those that wait get one in the order in which they asked.
 *
 * <p>A build in a warm worker takes a tenth of a second, and a new worker ten times that: an empty place is given away only
 * when nobody else has a worker, or when none came back for a moment.
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

    /** A place; the worker in it belongs to whom the place is lent to. */
    static final class Slot {

        volatile @Nullable WorkerProcess worker;
        private long lent;

        private boolean isWarm() {
            WorkerProcess there = worker;
            return there != null && there.isAlive();
        }
    }

    /** Lends a place, the one used last if several have a worker; tells when that takes a while. */
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

    /** Takes a place back; answers what tells later whether it was lent since. */
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

    /** Ends the worker of a place that nobody was lent since. */
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

    /** Ends the worker of a lent place and takes the place back. */
    void end(Slot slot) {
        WorkerProcess done = slot.worker;
        if (done != null) {
            done.close();
            slot.worker = null;
        }
        long unused = giveBack(slot);
    }

    /** Ends all workers, at work or not. */
    void close() {
        for (Slot slot : all) {
            WorkerProcess running = slot.worker;
            if (running != null) {
                running.close();
            }
        }
    }
}
