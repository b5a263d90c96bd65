package io.orka.leaks;

import java.util.concurrent.CountDownLatch;

/** A class that a test loads a second time, as a class of a plugin. */
public final class Poller implements Runnable {

    private final CountDownLatch end;

    public Poller(CountDownLatch end) {
        this.end = end;
    }

    @Override
    public void run() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
