package io.orka.plugins;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one thread that changes the framework, so that no two changes ever meet in it. */
final class LifecycleThread implements Executor, AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> remember(DaemonThreads.named("orka-lifecycle").newThread(task)));
    private volatile @Nullable Thread running;

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /** Begins there what ends later, and waits for its end; what it throws is thrown here. */
    <T> T await(Supplier<CompletableFuture<T>> task) {
        if (Thread.currentThread() == running) {
            throw PluginsFailure.waitsForItself();
        }
        try {
            return begin(task).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                throw PluginsFailure.stopping();
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Begins there what ends later. */
    <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> task) {
        return CompletableFuture.completedFuture(task).thenComposeAsync(Supplier::get, thread);
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private Thread remember(Thread created) {
        running = created;
        return created;
    }
}
