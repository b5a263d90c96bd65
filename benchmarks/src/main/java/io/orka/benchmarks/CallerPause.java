package io.orka.benchmarks;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A caller that calls in a loop, and the longest time between two of its responses. */
final class CallerPause implements AutoCloseable {

    private static final Request PING = new Request("Ping");
    private static final double NANOS_PER_MILLI = 1e6;

    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final OrkaCall plugin;
    private final Thread caller = new Thread(this::call, "caller");
    private volatile boolean closed;
    private volatile @Nullable Exception failure;

    private CallerPause(OrkaCall plugin) {
        this.plugin = plugin;
    }

    static CallerPause begin(OrkaCall plugin) {
        CallerPause pause = new CallerPause(plugin);
        pause.caller.setDaemon(true);
        pause.caller.start();
        return pause;
    }

    private void call() {
        try {
            long last = System.nanoTime();
            while (!closed) {
                Response unused = plugin.call(PING);
                long now = System.nanoTime();
                if (now - last > longest.get()) {
                    longest.set(now - last);
                }
                last = now;
                answers.lazySet(answers.get() + 1);
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    /** Returns the longest pause since the previous call of this method, in milliseconds. */
    double take() {
        long before = answers.get();
        while (answers.get() < before + 2) { // includes a pause that has not ended yet
            Exception lost = failure;
            if (lost != null) {
                throw new IllegalStateException("a call was lost", lost);
            }
            Thread.onSpinWait();
        }
        return longest.getAndSet(0) / NANOS_PER_MILLI;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        caller.join();
    }
}
