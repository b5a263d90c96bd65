package io.orka.plugins;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs one task after another. Only these tasks change the state of a host. */
interface LifecycleExecutor extends Executor {

    /** Whether the current thread runs one of its tasks. */
    boolean isCurrent();

    /** Throws an {@link IllegalStateException} if the current thread does not run one of its tasks. */
    default void requireCurrent() {
        if (!isCurrent()) {
            throw new IllegalStateException("on " + Thread.currentThread().getName() + ", not on the lifecycle thread");
        }
    }

    /** Starts an asynchronous task on it; an exception of the task completes the future. */
    default <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> task) {
        return CompletableFuture.completedFuture(task).thenComposeAsync(Supplier::get, this);
    }
}
