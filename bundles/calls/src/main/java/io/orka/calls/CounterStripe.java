package io.orka.calls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts entries and exits. An entry is one atomic increment. An exit is also an atomic increment, except in the thread
 * that owns the stripe: only the owner writes the count of its exits, so a plain store with release is enough.
 *
 * <p>An entry and its exit may be counted on different stripes: only the sums over all stripes are meaningful. If a
 * stripe has no owner, a thread that uses the stripe often becomes its owner. The owner is compared by identity, since
 * on Java 17 a subclass of Thread may override its id. The reference to the owner is weak, since a dead thread may
 * belong to a plugin that is to be unloaded.
 *
 * <p>After the owner has ended, the next owner reads the last value of the count and continues the count: all actions
 * of a thread happen before another thread detects that the thread is no longer alive (JLS 17.4.4). A cleared reference
 * also proves the end: the garbage collector clears the reference only after the thread has ended.
 */
@SuppressWarnings("UnusedVariable") // the counts are accessed by VarHandles
final class CounterStripe {

    /**
     * After this many exits of threads other than the owner, the current thread tries to become the owner. So the owner
     * is probably a frequent caller.
     */
    static final int OFTEN = 64;

    private static final VarHandle ENTERED = count("entered");
    private static final VarHandle OWN_LEFT = count("ownLeft");
    private static final VarHandle LEFT = count("left");
    private static final VarHandle DISCOUNTED = count("discounted");

    // Padding: another thread that writes to the cache lines of the counts, fetched in pairs of 64 bytes, slows down
    // each call. HotSpot happens to place these fields before and after the counts; only the speed depends on this
    // placement.
    long before1, before2, before3, before4, before5, before6, before7, before8;
    long before9, before10, before11, before12, before13, before14, before15;

    private long entered;
    private long ownLeft;
    private long left;
    private long discounted;

    long behind1, behind2, behind3, behind4, behind5, behind6, behind7, behind8;
    long behind9, behind10, behind11, behind12, behind13, behind14, behind15;

    private @Nullable WeakReference<Thread> owner;

    /** Counts an entry, by a volatile write and a volatile read. */
    void enter() {
        ENTERED.getAndAdd(this, 1L);
    }

    /** Counts an exit, by a write with release. */
    void leave() {
        Thread self = Thread.currentThread();
        if (isOwnedBy(self)) {
            OWN_LEFT.setRelease(this, ownLeft + 1);
        } else if ((long) LEFT.getAndAdd(this, 1L) % OFTEN == OFTEN - 1) {
            claim(self);
        }
    }

    /** Excludes an entry from the number of calls, if the entry was no call or the call did not run. */
    void discount() {
        DISCOUNTED.getAndAdd(this, 1L);
    }

    long entered() {
        return (long) ENTERED.getVolatile(this);
    }

    long left() {
        return (long) OWN_LEFT.getVolatile(this) + (long) LEFT.getVolatile(this);
    }

    long discounted() {
        return (long) DISCOUNTED.getVolatile(this);
    }

    /**
     * Returns whether the current thread is the owner. Only a thread itself can become the owner, so this needs no
     * lock.
     */
    private boolean isOwnedBy(Thread self) {
        WeakReference<Thread> now = owner;
        return now != null && now.refersTo(self);
    }

    private synchronized void claim(Thread self) {
        Thread last = owner == null ? null : owner.get();
        if (last == null || !last.isAlive()) {
            owner = new WeakReference<>(self);
        }
    }

    private static VarHandle count(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(CounterStripe.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
