package io.orka.calls;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what runs at once, and lets no more in than a limit, which may differ from one time to the next. */
final class Slots {

    private final AtomicInteger taken = new AtomicInteger();

    /** Takes a slot, to be given back; never waits. Exact: nobody is turned away by others who were turned away. */
    boolean take(int limit) {
        for (; ; ) {
            int now = taken.get();
            if (now >= limit) {
                return false;
            }
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void give() {
        taken.decrementAndGet();
    }
}
