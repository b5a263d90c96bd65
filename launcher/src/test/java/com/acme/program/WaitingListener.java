package com.acme.program;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/** A listener of a program that embeds Orka, as it should not be: it returns only when it is let go. */
public final class WaitingListener implements ServiceListener {

    private final CountDownLatch free = new CountDownLatch(1);

    /** Waits from the first event on. */
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

    /** Lets it go, for good. */
    public void free() {
        free.countDown();
    }
}
