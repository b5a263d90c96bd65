package io.orka.wire;

/** The memory that one body takes from a {@link Room}, released once. */
final class Charge {

    private final Room room;
    private long bytes;
    private boolean over;

    Charge(Room room) {
        this.room = room;
    }

    /** Takes memory for a longer copy of the body, and returns whether the memory was available. */
    synchronized boolean grow(long longer) {
        if (over || !room.take(longer)) {
            return false;
        }
        bytes += longer;
        return true;
    }

    /** Releases the memory of the original after it was copied. */
    synchronized void shrink(long shorter) {
        bytes -= shorter;
        room.give(shorter);
    }

    synchronized void release() {
        if (!over) {
            over = true;
            room.give(bytes);
        }
    }
}
