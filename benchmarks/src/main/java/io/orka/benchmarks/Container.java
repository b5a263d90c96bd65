package io.orka.benchmarks;

import java.io.IOException;

/** A container that was set up with plugins, and can be started as a process over and over. */
interface Container {

    /** What the plugins answer. */
    String ANSWER = "pong";

    /** What it is called in the results. */
    String who();

    /** Starts it; the answer {@link #ANSWER} tells that all plugins are there and one was called. */
    MeasuredProcess start() throws IOException;

    /** Starts it once, and waits for all that a first start leaves behind for the next ones. */
    default void warm() throws IOException, InterruptedException {
        try (MeasuredProcess first = start()) {
            first.answered(ANSWER);
        }
    }
}
