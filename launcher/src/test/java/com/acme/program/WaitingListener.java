package com.acme.program;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/** A service listener of an embedding application that blocks until {@link #free} is called. */
public final class WaitingListener implements ServiceListener {

    private final CountDownLatch free = new CountDownLatch(1);

    /** Creates a listener that blocks from its first event on. */
    public WaitingListener() {}

    @Override
    public void serviceChanged(ServiceEvent event) {
        boolean interrupted = false;
        while (free.getCount() > 0) {
            try {
                free.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the blocking, for this and all later events. */
    public void free() {
        free.countDown();
    }
}
