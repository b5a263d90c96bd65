package io.orka.benchmarks;

import java.io.IOException;

/** A container with plugins that can be started as a process many times. */
interface Container {

    /** The response of the plugins. */
    String ANSWER = "pong";

    /** Returns the container's name in the results. */
    String who();

    /** Starts the container. The answer {@link #ANSWER} reports that all plugins are registered and one was called. */
    MeasuredProcess start() throws IOException;

    /** Starts the container once as a warm-up, so that later starts use its caches. */
    default void warm() throws IOException, InterruptedException {
        try (MeasuredProcess first = start()) {
            first.answered(ANSWER);
        }
    }
}
