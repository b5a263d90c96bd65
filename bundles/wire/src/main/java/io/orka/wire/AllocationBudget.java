package io.orka.wire;

/**
 * Keeps count of the memory that data takes, about: a few megabytes of empty lists are hundreds of megabytes of objects.
 */
final class AllocationBudget {

    static final int LIST = 80;
    static final int ITEM = 8;
    static final int MAP = 136;
    static final int MEMBER = 48;
    static final int TEXT = 48;
    static final int NUMBER = 24;

    private static final long ROOM = Runtime.getRuntime().maxMemory() / 4;

    private final long room;
    private long taken;

    /** Room for a quarter of the heap. */
    AllocationBudget() {
        this(ROOM);
    }

    AllocationBudget(long room) {
        this.room = room;
    }

    void take(long bytes) throws BadData {
        taken += bytes;
        if (taken > room) {
            throw new BadData("data of more than " + (room >> 20)
                    + " MB in memory; it can be sent in parts, or with more heap: a quarter of it is the most");
        }
    }
}
