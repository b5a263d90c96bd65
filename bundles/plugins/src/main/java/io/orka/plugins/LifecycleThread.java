package io.orka.plugins;

import io.orka.deploy.EngineFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only thread that changes the framework, so that changes never overlap. */
final class LifecycleThread implements LifecycleExecutor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleThread.class);

    private final LifecycleWatch watch;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> remember(DaemonThreads.named("orka-lifecycle").newThread(task)));
    private volatile @Nullable Thread running;

    /** @param engineCode finds code of engine bundles in a stack, to name the code that blocks the thread */
    LifecycleThread(Function<StackTraceElement[], Optional<EngineFrame>> engineCode) {
        watch = new LifecycleWatch(engineCode);
    }

    /** Returns the code that has blocked the thread for at least a second. */
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

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == running;
    }

    /** Waits for a command that runs on this thread; rethrows its exception. */
    <T> T await(Supplier<CompletableFuture<T>> command) {
        if (isCurrent()) {
            throw PluginsFailure.waitsForItself();
        }
        try {
            return command.get().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                throw PluginsFailure.stopping();
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /**
     * Waits until the host has stopped, up to a limit; logs the code that blocks the stop.
     *
     * @param late the message if nothing blocks this thread
     */
    void awaitEnd(CompletableFuture<Void> stopped, Duration deadline, Supplier<String> late) {
        try {
            stopped.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(blocker().map(Blocker::lineAtStop).orElseGet(late));
        }
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
