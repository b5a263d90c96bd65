package io.orka.calls;

import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call that runs on a host thread while its caller waits in another thread. When the caller stops waiting before
 * the call ends, the call is orphaned.
 *
 * <p>The thread is reused. So the thread is interrupted and stopped only under this object's lock, and never after the
 * call has recorded its end.
 */
final class HostedCall implements Runnable {

    /** The time between the cancellation and the stop of the plugin's loops, in which the plugin may return. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final CallLimiter limiter;
    private final CallScope scope;
    private final Request request;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private @Nullable Thread runner;
    private boolean isOver;
    private boolean abandoned;
    private int parts = 1;
    private @Nullable Response answer;
    private @Nullable OrkaCallException failure;

    HostedCall(CallLimiter limiter, CallScope scope, Request request) {
        this.limiter = limiter;
        this.scope = scope;
        this.request = request;
    }

    /** Runs the call. */
    @Override
    public void run() {
        try {
            if (begin()) {
                answer = limiter.target().answerInContext(scope, request);
            }
        } catch (OrkaCallException e) {
            failure = e;
        } catch (Throwable beyond) { // out of memory or stack outside the plugin
            failure = limiter.target().beyond(request, beyond);
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        runner = Thread.currentThread();
        threads.add(runner);
        return !abandoned;
    }

    private void end() {
        synchronized (this) {
            runner = null;
            isOver = true;
        }
        limiter.stop().release(Thread.currentThread());
        Thread.interrupted(); // clears a late interrupt: the call has ended
        try {
            scope.end();
        } finally {
            partEnds();
            over.countDown();
        }
    }

    /** Ends the call without a run. Called instead of {@link #run} if no thread could be started. */
    void neverRan() {
        scope.end();
        partEnds();
    }

    /**
     * Waits for the end of the call.
     *
     * @return whether the call has ended
     */
    boolean await(long nanos) throws InterruptedException {
        return over.await(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Returns the outcome of a call that has ended or is about to end. Called in the caller's thread, since a failure
     * shows the stack of this thread.
     */
    Response outcome() {
        awaitEnd();
        if (failure != null) {
            OrkaCallException inCaller = failure;
            inCaller.fillInStackTrace();
            throw inCaller;
        }
        if (answer == null) {
            throw new IllegalStateException("a call that has ended must have an answer or a failure");
        }
        return answer;
    }

    /** Waits for the last steps of a call that can no longer be orphaned. These steps are short host code. */
    private void awaitEnd() {
        boolean interrupted = Thread.interrupted();
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Orphans the call and cancels it in every available way. Other threads than the caller's cancel the call, since an
     * interrupt and the plugin's cancel actions may block.
     *
     * @return {@code false} if the call has already ended and has an outcome
     */
    boolean abandon() {
        boolean stoppable = limiter.stop() != ThreadStop.none();
        synchronized (this) {
            if (isOver) {
                return false;
            }
            abandoned = true;
            parts += stoppable ? 2 : 1;
            limiter.abandons(this);
        }
        scope.markCancelled();
        limiter.spawn(this, this::tell);
        if (stoppable) {
            limiter.spawn(this, this::stopAfterGrace);
        }
        return true;
    }

    private void tell() {
        synchronized (this) {
            if (runner != null) {
                runner.interrupt();
            }
        }
        scope.cancel();
    }

    private void stopAfterGrace() {
        boolean left = false;
        try {
            left = await(GRACE.toNanos());
        } catch (InterruptedException e) { // not expected: the thread is then stopped without a grace period
            Thread.currentThread().interrupt();
        }
        if (!left) {
            synchronized (this) {
                if (runner != null) {
                    limiter.stop().stop(runner);
                }
            }
        }
    }

    /** Runs a part of the cancellation in this thread. */
    void part(Runnable part) {
        threads.add(Thread.currentThread());
        try {
            part.run();
        } finally {
            partEnds();
        }
    }

    void partEnds() {
        threads.remove(Thread.currentThread());
        boolean last;
        boolean wasAbandoned;
        synchronized (this) {
            last = --parts == 0;
            wasAbandoned = abandoned;
        }
        if (last) {
            limiter.ended(this, wasAbandoned);
        }
    }

    Set<Thread> threads() {
        return Set.copyOf(threads);
    }
}
