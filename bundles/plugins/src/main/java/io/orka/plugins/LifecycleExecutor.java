package io.orka.plugins;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs tasks one after another. Only these tasks change the state of a host. */
interface LifecycleExecutor extends Executor {

    /** Returns whether the current thread runs a task of this executor. */
    boolean isCurrent();

    /** Throws an {@link IllegalStateException} if the current thread runs no task of this executor. */
    default void requireCurrent() {
        if (!isCurrent()) {
            throw new IllegalStateException("on " + Thread.currentThread().getName() + ", not on the lifecycle thread");
        }
    }

    /** Starts an asynchronous task on this executor; an exception of the task completes the future. */
    default <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> task) {
        return CompletableFuture.completedFuture(task).thenComposeAsync(Supplier::get, this);
    }
}
