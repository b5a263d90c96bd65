package io.orka.calls;

/**
 * Makes a thread leave plugin code that does not listen to interrupts, for plugins whose loops were prepared for it.
 *
 * <p>Called from many threads; must not block.
 */
public interface ThreadStop {

    /**
     * Asks that a thread leave the loop it is in, and every loop it comes to, until it is released.
     *
     * @param thread a thread that runs a call
     */
    void stop(Thread thread);

    /**
     * Takes the request back. Called once for every call that ran on a thread of the host, also for those that were not
     * stopped: the thread is used again.
     *
     * @param thread a thread whose call has ended
     */
    void release(Thread thread);

    /**
     * For plugins whose loops cannot be stopped.
     *
     * @return what does nothing; always the same object
     */
    static ThreadStop none() {
        return NoThreadStop.INSTANCE;
    }
}
