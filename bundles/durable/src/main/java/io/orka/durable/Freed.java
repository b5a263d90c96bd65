package io.orka.durable;

/**
 * The disk space that was freed.
 *
 * @param count the number of deleted items, each with its contents
 * @param bytes the total size of their files
 */
public record Freed(int count, long bytes) {

    /** Nothing. */
    public static final Freed NOTHING = new Freed(0, 0);

    /**
     * Adds up.
     *
     * @param more further freed space
     * @return the sum
     */
    public Freed plus(Freed more) {
        return new Freed(count + more.count, bytes + more.bytes);
    }
}
