package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A plugin that answers only when it is released, and ignores interrupts until then. */
final class Blocked implements OrkaCall {

    final Semaphore inside = new Semaphore(0);
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    final AtomicInteger interrupts = new AtomicInteger();
    volatile @Nullable Thread thread;
    volatile @Nullable CallContext context;

    @Override
    public Response call(CallContext given, Request request) {
        thread = Thread.currentThread();
        context = given;
        given.onCancel(cancelled::countDown);
        inside.release();
        while (true) {
            try {
                release.await();
                return Response.ok("late");
            } catch (InterruptedException ignored) {
                interrupts.incrementAndGet();
            }
        }
    }
}
