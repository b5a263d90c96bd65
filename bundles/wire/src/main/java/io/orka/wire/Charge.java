package io.orka.wire;

/** What one body has taken of a room, given back once. */
final class Charge {

    private final Room room;
    private long bytes;
    private boolean over;

    Charge(Room room) {
        this.room = room;
    }

    /** Takes room for a longer copy beside what is there; answers whether there was any. */
    synchronized boolean grow(long longer) {
        if (over || !room.take(longer)) {
            return false;
        }
        bytes += longer;
        return true;
    }

    /** What was copied is gone. */
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
