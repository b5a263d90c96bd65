package io.orka.build;

/** Receives the progress of a build. Called on any thread; must return immediately. */
@FunctionalInterface
public interface BuildProgress {

    /**
     * Reports one step.
     *
     * @param phase such as {@code compiler:compile} or {@code downloading jackson-core-2.22.4.jar}
     */
    void update(String phase);
}
