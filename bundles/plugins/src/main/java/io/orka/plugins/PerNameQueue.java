package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Serializes the work on one name, in the order of the requests, while other names proceed. Confined to the lifecycle
 * thread.
 */
final class PerNameQueue {

    private final LifecycleExecutor lifecycle;
    private final Map<String, CompletableFuture<?>> last = new HashMap<>();

    PerNameQueue(LifecycleExecutor lifecycle) {
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
    }

    /** Starts work when all earlier work on the same name has ended. */
    <T> CompletableFuture<T> take(String name, Supplier<CompletableFuture<T>> turn) {
        lifecycle.requireCurrent();
        CompletableFuture<?> before = last.getOrDefault(name, CompletableFuture.completedFuture(null));
        CompletableFuture<T> mine = before.handle((done, failure) -> turn).thenComposeAsync(Supplier::get, lifecycle);
        last.put(name, mine);
        CompletableFuture<T> unused = mine.whenCompleteAsync((done, failure) -> last.remove(name, mine), lifecycle);
        return mine;
    }
}
