package io.orka.checkout;

/** Hears how far a fetch is. Called from the fetching thread; it must return at once. */
@FunctionalInterface
public interface FetchProgress {

    /**
     * Reports one step.
     *
     * @param phase in words, such as {@code Receiving objects}
     * @param done how many objects, files or bytes are done
     * @param total of how many; 0 when unknown
     */
    void update(String phase, long done, long total);
}
