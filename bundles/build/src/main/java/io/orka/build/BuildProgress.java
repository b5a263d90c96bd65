package io.orka.build;

/** Hears what a build is doing. Called from any thread; it must return at once. */
@FunctionalInterface
public interface BuildProgress {

    /**
     * Reports one step.
     *
     * @param phase in words, such as {@code compiler:compile} or {@code downloading jackson-core-2.22.4.jar}
     */
    void update(String phase);
}
