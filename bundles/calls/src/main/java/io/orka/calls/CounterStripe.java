package io.orka.calls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts what enters and leaves. Every entry is one atomic increment; an exit is another, but for the thread that owns
 * this lane: it alone writes its count of exits, and so merely stores it.
 *
 * <p>An entry and its exit may be counted in different places, even in different lanes: only the sums over all of them mean
 * anything. A thread that comes often becomes the owner, unless there is one. It is known by its identity: on Java 17 a
 * subclass may lie about its id. The reference to it is weak, since a dead thread may belong to a plugin that is to be
 * unloaded.
 *
 * <p>When a thread has ended, the next one goes on with its count, and sees it as it was left: all actions of a thread
 * happen before another sees that it is no longer alive (JLS 17.4.4). Where the collector was faster, that the reference is
 * empty says the same: to take a thread away it must have seen the last of it.
 */
@SuppressWarnings("UnusedVariable") // the counts are reached by their handles
final class CounterStripe {

    /** At one of so many exits by others the lane looks for an owner: mostly it meets one that will come again. */
    static final int OFTEN = 64;

    private static final VarHandle ENTERED = count("entered");
    private static final VarHandle OWN_LEFT = count("ownLeft");
    private static final VarHandle LEFT = count("left");
    private static final VarHandle TURNED_BACK = count("turnedBack");

    // Whoever else writes to the counts' cache lines, which come in pairs of 64 bytes, makes each call slow. That these
    // lie before and behind the counts is HotSpot's habit, and only speed depends on it.
    long before1, before2, before3, before4, before5, before6, before7, before8;
    long before9, before10, before11, before12, before13, before14, before15;

    private long entered;
    private long ownLeft;
    private long left;
    private long turnedBack;

    long behind1, behind2, behind3, behind4, behind5, behind6, behind7, behind8;
    long behind9, behind10, behind11, behind12, behind13, behind14, behind15;

    private @Nullable WeakReference<Thread> owner;

    /** Counts this thread in. A volatile write, and a volatile read. */
    void enter() {
        ENTERED.getAndAdd(this, 1L);
    }

    /** Counts this thread out. A write with release. */
    void leave() {
        Thread self = Thread.currentThread();
        if (isOwnedBy(self)) {
            OWN_LEFT.setRelease(this, ownLeft + 1);
        } else if ((long) LEFT.getAndAdd(this, 1L) % OFTEN == OFTEN - 1) {
            claim(self);
        }
    }

    /** Says of one entry that it is no call, or none that ran. */
    void discount() {
        TURNED_BACK.getAndAdd(this, 1L);
    }

    long entered() {
        return (long) ENTERED.getVolatile(this);
    }

    long left() {
        return (long) OWN_LEFT.getVolatile(this) + (long) LEFT.getVolatile(this);
    }

    long discounted() {
        return (long) TURNED_BACK.getVolatile(this);
    }

    /** Only a thread itself makes itself the owner, so what it reads here without a lock cannot mislead it. */
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
