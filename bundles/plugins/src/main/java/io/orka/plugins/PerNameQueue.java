package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets what concerns one name happen one after another, in the order it was asked for, while other names go their own
 * way. On the lifecycle thread only.
 */
final class PerNameQueue {

    private final LifecycleExecutor lifecycle;
    private final Map<String, CompletableFuture<?>> last = new HashMap<>();

    PerNameQueue(LifecycleExecutor lifecycle) {
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
    }

    /** Begins something when all that was asked for before of the same name has ended, well or not. */
    <T> CompletableFuture<T> take(String name, Supplier<CompletableFuture<T>> turn) {
        lifecycle.requireCurrent();
        CompletableFuture<?> before = last.getOrDefault(name, CompletableFuture.completedFuture(null));
        CompletableFuture<T> mine = before.handle((done, failure) -> turn).thenComposeAsync(Supplier::get, lifecycle);
        last.put(name, mine);
        CompletableFuture<T> unused = mine.whenCompleteAsync((done, failure) -> last.remove(name, mine), lifecycle);
        return mine;
    }
}
