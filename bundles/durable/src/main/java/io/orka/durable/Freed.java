package io.orka.durable;

/**
 * What was given back to the disk.
 *
 * @param count how many things, each with all that was in it
 * @param bytes the sizes of their files together
 */
public record Freed(int count, long bytes) {

    /** Nothing. */
    public static final Freed NOTHING = new Freed(0, 0);

    /**
     * This and more.
     *
     * @param more what else was freed
     * @return the sum
     */
    public Freed plus(Freed more) {
        return new Freed(count + more.count, bytes + more.bytes);
    }
}
