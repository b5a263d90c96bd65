package io.orka.wire;

import java.time.Duration;

/**
 * The deadlines for closing a plugin: one for each of the parties that wait for one another.
 *
 * <p>Each party waits longer than the one inside it, so that the innermost party stops waiting first and reports what
 * hangs. In another order the host would kill a process before the process has printed that the plugin's
 * {@code close()} hangs, or would leave a process behind that is about to be killed.
 */
public final class CloseDeadlines {

    /** The time one party waits beyond the deadline of the one inside it. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /**
     * In a plugin's process: for the plugin's {@code close()} and its shutdown hooks. Then the process exits. The
     * runtime of Go plugins has the same deadline.
     */
    public static final Duration PLUGIN = Duration.ofSeconds(8);

    /**
     * In the host: for a process that was asked to exit and closes its plugin. Then the host kills it. A program that
     * announces no close gets less.
     */
    public static final Duration PROCESS = PLUGIN.plus(MARGIN);

    /**
     * In the host: for the {@code close()} of a plugin, in the host or in a separate process, and for each of the
     * shutdown hooks it left. Then the host continues without.
     */
    public static final Duration DEPLOYMENT = PROCESS.plus(MARGIN);

    private CloseDeadlines() {}
}
