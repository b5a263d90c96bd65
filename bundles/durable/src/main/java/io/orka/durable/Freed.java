package io.orka.durable;

/**
 * The disk space that a removal has freed.
 *
 * @param count the number of deleted items, each with its contents
 * @param bytes the total size of the deleted files
 */
public record Freed(int count, long bytes) {

    /** No freed space. */
    public static final Freed NOTHING = new Freed(0, 0);

    /**
     * Adds freed space.
     *
     * @param more the freed space to add
     * @return the sum
     */
    public Freed plus(Freed more) {
        return new Freed(count + more.count, bytes + more.bytes);
    }
}
