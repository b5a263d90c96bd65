package io.orka.facade;

import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls for which nobody's own thread waits. Each has a thread to itself, so that plugins which do not answer take nothing
 * from calls to others; what bounds their number is what bounds the calls to a plugin.
 */
final class AsyncCalls {

    private static final int IDLE_SECONDS = 10;

    private final AtomicLong number = new AtomicLong();
    private final Executor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** Begins one. To cancel the future cancels the context that the call gets. */
    CompletableFuture<Response> begin(CallContext context, Function<CallContext, Response> call) {
        CancellableContext own = new CancellableContext(context.deadline().orElse(null), context.attributes());
        Runnable cancel = own::cancel;
        CompletableFuture<Response> answer = new CompletableFuture<>();
        context.onCancel(cancel);
        CompletableFuture<Response> unused = answer.whenComplete((response, failure) -> {
            context.forget(cancel);
            if (answer.isCancelled()) {
                own.cancel();
            }
        });
        try {
            threads.execute(() -> run(answer, () -> call.apply(own)));
        } catch (OutOfMemoryError noThread) {
            answer.completeExceptionally(noThread);
        }
        return answer;
    }

    private static void run(CompletableFuture<Response> answer, Supplier<Response> call) {
        if (answer.isDone()) {
            return;
        }
        try {
            answer.complete(call.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "orka-async-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(AsyncCalls.class.getClassLoader()); // not that of whoever called first
        return thread;
    }
}
