package io.orka.plugins;

import io.orka.deploy.EngineFrame;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one thread that changes the framework, so that no two changes ever meet in it. */
final class LifecycleThread implements Executor, AutoCloseable {

    private final LifecycleWatch watch;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> remember(DaemonThreads.named("orka-lifecycle").newThread(task)));
    private volatile @Nullable Thread running;

    /** @param engineCode finds the engine code in a stack, to tell what holds the thread when a task does not end */
    LifecycleThread(Function<StackTraceElement[], Optional<EngineFrame>> engineCode) {
        watch = new LifecycleWatch(engineCode);
    }

    /** The engine code that holds the thread now, if it has for a second. */
    Optional<Blocker> blocker() {
        return watch.blocker();
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> {
            watch.begins();
            try {
                task.run();
            } finally {
                watch.ends();
            }
        });
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
        return CompletableFuture.completedFuture(task).thenComposeAsync(Supplier::get, this);
    }

    @Override
    public void close() {
        thread.shutdown();
        watch.close();
    }

    private Thread remember(Thread created) {
        running = created;
        return created;
    }
}
