package io.orka.plugins;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The one thread that changes the framework, so that no two changes ever meet in it. */
final class LifecycleThread implements Executor, AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("orka-lifecycle"));

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /** Runs a task there and waits for its result; what it throws is thrown here. */
    <T> T call(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, thread).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Begins there what ends later. */
    CompletableFuture<Void> begin(Supplier<CompletableFuture<Void>> task) {
        return CompletableFuture.runAsync(() -> {}, thread).thenComposeAsync(begun -> task.get(), thread);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
