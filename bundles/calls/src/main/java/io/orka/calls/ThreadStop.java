package io.orka.calls;

/**
 * Makes a thread leave plugin code that ignores interrupts, for plugins with cancellation checks in their loops.
 *
 * <p>Safe for use by multiple threads. The methods must not block.
 */
public interface ThreadStop {

    /**
     * Makes a thread leave its current loop, and every loop that it enters, until the thread is released.
     *
     * @param thread a thread that runs a call
     */
    void stop(Thread thread);

    /**
     * Reverts {@link #stop}. Called once for every call that ran on a host thread, even if the call was not stopped,
     * since the thread is reused.
     *
     * @param thread a thread whose call has ended
     */
    void release(Thread thread);

    /**
     * Returns the instance for plugins whose loops cannot be stopped.
     *
     * @return the shared instance, whose methods do nothing
     */
    static ThreadStop none() {
        return NoThreadStop.INSTANCE;
    }
}
