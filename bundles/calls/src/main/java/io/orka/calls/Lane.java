package io.orka.calls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Two pairs of counts of what entered and left: one for the thread that owns this lane, which alone writes them and so
 * needs no atomic increment, and one for all other threads that come here.
 *
 * <p>An entry and its exit may be counted in different pairs, even in different lanes: only the sums over all of them
 * mean anything. A thread that comes often becomes the owner, unless there is one. It is known by its identity: on Java 17
 * a subclass may lie about its id. The reference to it is weak, since a dead thread may belong to a plugin that is to be
 * unloaded.
 *
 * <p>When a thread has ended, the next one goes on with its counts, and sees them as they were left: all actions of a
 * thread happen before another sees that it is no longer alive (JLS 17.4.4). Where the collector was faster, that the
 * reference is empty says the same: to take a thread away it must have seen the last of it.
 */
@SuppressWarnings("UnusedVariable") // the counts are reached by their handles
final class Lane {

    /** After so many entries by others, who entered last becomes the owner: mostly one that will come again. */
    static final int OFTEN = 64;

    private static final VarHandle OWN_ENTERED = count("ownEntered");
    private static final VarHandle OWN_LEFT = count("ownLeft");
    private static final VarHandle ENTERED = count("entered");
    private static final VarHandle LEFT = count("left");
    private static final VarHandle TURNED_BACK = count("turnedBack");

    // Nobody else's fields shall share the counts' cache lines, which come in pairs of 64 bytes: a write there would
    // make each call slow. That these lie before and behind the counts is HotSpot's habit; only speed depends on it.
    long before1, before2, before3, before4, before5, before6, before7, before8;
    long before9, before10, before11, before12, before13, before14, before15;

    private long ownEntered;
    private long ownLeft;
    private long entered;
    private long left;
    private long turnedBack;

    long behind1, behind2, behind3, behind4, behind5, behind6, behind7, behind8;
    long behind9, behind10, behind11, behind12, behind13, behind14, behind15;

    private @Nullable WeakReference<Thread> owner;

    /** Counts this thread in, before anything that it does afterwards. */
    void enter(Thread self) {
        if (isOwnedBy(self)) {
            OWN_ENTERED.setOpaque(this, ownEntered + 1);
            VarHandle.fullFence();
        } else if (((long) ENTERED.getAndAdd(this, 1L) + 1) % OFTEN == 0) {
            try {
                claim(self);
            } catch (OutOfMemoryError e) {
                return; // it is counted in all the same, and who counts it out need not own the lane
            }
        }
    }

    /** Counts this thread out, after anything that it did before. */
    void leave() {
        if (isOwnedBy(Thread.currentThread())) {
            OWN_LEFT.setRelease(this, ownLeft + 1);
        } else {
            LEFT.getAndAdd(this, 1L);
        }
    }

    /** Says of one entry that it is no call, or none that ran. */
    void discount() {
        TURNED_BACK.getAndAdd(this, 1L);
    }

    long entered() {
        return (long) OWN_ENTERED.getVolatile(this) + (long) ENTERED.getVolatile(this);
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
            return MethodHandles.lookup().findVarHandle(Lane.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
