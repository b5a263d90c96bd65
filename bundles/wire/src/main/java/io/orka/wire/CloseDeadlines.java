package io.orka.wire;

import java.time.Duration;

/**
 * The deadlines for closing a plugin, one for each party that waits.
 *
 * <p>Each party waits longer than the party for which it waits. The innermost party therefore stops waiting first, and
 * reports the cause of the delay. With other deadlines, the host could kill a process before the process has printed
 * that the plugin's {@code close()} hangs, or could continue before a process is killed.
 */
public final class CloseDeadlines {

    /** The time that one party waits beyond the deadline of the party for which it waits. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /**
     * The deadline in a plugin's process for the plugin's {@code close()} and shutdown hooks. Then the process exits.
     * The runtime of Go plugins has the same deadline.
     */
    public static final Duration PLUGIN = Duration.ofSeconds(8);

    /**
     * The deadline in the host for the exit of a process that closes its plugin. Then the host kills the process. A
     * program that reports no {@code close()} has a shorter deadline.
     */
    public static final Duration PROCESS = PLUGIN.plus(MARGIN);

    /**
     * The deadline in the host for the {@code close()} of a plugin, in the host or in a separate process, and for each
     * shutdown hook that the plugin has left. Then the host stops waiting and continues.
     */
    public static final Duration DEPLOYMENT = PROCESS.plus(MARGIN);

    private CloseDeadlines() {}
}
