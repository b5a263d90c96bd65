package io.orka.facade;

import io.orka.calls.CallCodes;
import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asynchronous calls. Each call runs on a separate thread, so that a plugin that blocks does not affect calls to other
 * plugins. The number of calls to one name is limited.
 */
final class AsyncCalls {

    /** Equal to the limit for calls with a deadline, which also run on host threads. */
    static final int MOST = 256;

    private static final int IDLE_SECONDS = 10;

    private final AtomicLong number = new AtomicLong();
    private final ConcurrentMap<String, Integer> running = new ConcurrentHashMap<>();
    private final Executor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** Begins a call. Completing the future before the plugin answers cancels the context of the call. */
    CompletableFuture<Response> begin(
            String nameOrKey, CallContext context, Request request, Function<CallContext, Response> call) {
        String name = PluginKey.parse(nameOrKey).name();
        if (running.merge(name, 1, Integer::sum) > MOST) {
            ended(name);
            return CompletableFuture.failedFuture(new OrkaCallException(
                    CallCodes.BUSY,
                    nameOrKey,
                    request.method(),
                    "busy: " + MOST + " asynchronous calls are running, the limit",
                    null));
        }
        CancellableContext own = new CancellableContext(context.deadline().orElse(null), context.attributes());
        Runnable cancel = own::cancel;
        CompletableFuture<Response> answer = new CompletableFuture<>();
        AtomicBoolean answered = new AtomicBoolean();
        context.onCancel(cancel);
        CompletableFuture<Response> unused = answer.whenComplete((response, failure) -> {
            context.forget(cancel);
            if (!answered.get()) {
                own.cancel();
            }
        });
        try {
            threads.execute(() -> run(answer, answered, name, () -> call.apply(own)));
        } catch (OutOfMemoryError noThread) {
            ended(name);
            answer.completeExceptionally(noThread);
        }
        return answer;
    }

    /** Frees the slot of the call before it completes the future, so that the caller can call again immediately. */
    private void run(CompletableFuture<Response> answer, AtomicBoolean answered, String name, Supplier<Response> call) {
        if (answer.isDone()) {
            ended(name);
            return;
        }
        try {
            Response response = call.get();
            answered.set(true);
            ended(name);
            answer.complete(response);
        } catch (RuntimeException | Error e) {
            answered.set(true);
            ended(name);
            answer.completeExceptionally(e);
        }
    }

    private void ended(String name) {
        running.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "orka-async-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(AsyncCalls.class.getClassLoader()); // instead of the loader of the first caller
        return thread;
    }
}
