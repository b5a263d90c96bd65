package io.orka.leaks;

import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * Finds the tasks of a plugin in the JVM-wide scheduler of {@code CompletableFuture.orTimeout} and {@code
 * delayedExecutor}, to cancel them. From JDK 25 on, this scheduler cannot be searched.
 */
final class DelayedTasks implements LeakSource {

    private static final boolean HAS_DELAYER = Runtime.version().feature() < 25;

    @Override
    public void search(Owners owners, Consumer<Leak> found) throws ReflectiveOperationException {
        ReferenceSearch references = ReferenceSearch.throughCollections(owners);
        if (!HAS_DELAYER
                || !(JdkFields.readStatic(Class.forName("java.util.concurrent.CompletableFuture$Delayer"), "delayer")
                        instanceof ThreadPoolExecutor delayer)) {
            return;
        }
        for (Object task : delayer.getQueue().toArray()) {
            Object owned = references.from(task);
            Owner owner = owners.of(owned);
            if (owned != null && owner != null) {
                found.accept(Leak.of(owner, "delayed task", Owners.typeName(owned), () -> {
                    if (task instanceof Future<?> future) {
                        future.cancel(false); // the future removes itself from the queue
                    }
                }));
            }
        }
    }
}
