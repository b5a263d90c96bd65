package io.orka.wire;

/**
 * Estimates and limits the heap that decoded data takes. For example, a few megabytes of encoded empty lists become
 * hundreds of megabytes of objects.
 */
final class AllocationBudget {

    static final int LIST = 80;
    static final int ITEM = 8;
    static final int MAP = 136;
    static final int MEMBER = 48;
    static final int TEXT = 48;
    static final int NUMBER = 24;

    private static final long QUARTER_OF_HEAP = Runtime.getRuntime().maxMemory() / 4;

    private final long most;
    private long taken;

    /** Creates a budget of a quarter of the heap. */
    AllocationBudget() {
        this(QUARTER_OF_HEAP);
    }

    AllocationBudget(long most) {
        this.most = most;
    }

    /** Adds to the estimate. Throws an exception when the estimate exceeds the limit. */
    void take(long bytes) throws BadData {
        taken += bytes;
        if (taken > most) {
            throw new BadData(
                    "data of more than " + (most >> 20)
                            + " MiB in memory, which is the limit (a quarter of the heap); send it in parts, or increase the heap");
        }
    }
}
