package io.orka.checkout;

/** Receives the progress of a fetch. Called on the fetching thread; must return immediately. */
@FunctionalInterface
public interface FetchProgress {

    /**
     * Reports one step.
     *
     * @param phase such as {@code Receiving objects}
     * @param done the number of finished objects, files or bytes
     * @param total the total number; 0 when unknown
     */
    void update(String phase, long done, long total);
}
