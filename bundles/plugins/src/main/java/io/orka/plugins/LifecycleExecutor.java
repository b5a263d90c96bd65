package io.orka.plugins;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs one task after another: what changes the state of a host happens here alone. */
interface LifecycleExecutor extends Executor {

    /** Whether the caller is one of its tasks. */
    boolean isCurrent();

    /** Throws an {@link IllegalStateException} where the caller is none of its tasks. */
    default void requireCurrent() {
        if (!isCurrent()) {
            throw new IllegalStateException("on " + Thread.currentThread().getName() + ", not on the lifecycle thread");
        }
    }

    /** Begins there what ends later; what the task throws is how the future ends. */
    default <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> task) {
        return CompletableFuture.completedFuture(task).thenComposeAsync(Supplier::get, this);
    }
}
