package io.orka.leaks;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The values of inheritable thread locals that a new thread has inherited from the thread that created it. */
public final class InheritedValues {

    private static final Logger LOG = LoggerFactory.getLogger(InheritedValues.class);

    private InheritedValues() {}

    /**
     * Removes all inherited values. If this JDK does not allow access to them, they stay.
     *
     * @param thread a thread that was not started yet
     */
    public static void remove(Thread thread) {
        try {
            if (JdkFields.accessible()) {
                JdkFields.erase(thread, Thread.class, "inheritableThreadLocals");
            }
        } catch (ReflectiveOperationException e) {
            LOG.debug("Could not remove inherited values on this JDK", e);
        }
    }
}
