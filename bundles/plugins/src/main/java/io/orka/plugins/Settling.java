package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Whether a host has done all that it was asked for: it has applied the registry once, what the file holds now is what it
 * applied last, and no command is at work. Safe for use by many threads.
 */
final class Settling {

    private final AppliedRevision revision;

    /** Commands at work; the first apply of a host is one of them before it begins. */
    private final AtomicInteger working = new AtomicInteger(1);

    private final AtomicBoolean appliedOnce = new AtomicBoolean();

    Settling(AppliedRevision revision) {
        this.revision = requireNonNull(revision, "revision is null");
    }

    /** Counts a command until it has ended; what it throws is how its future ends. */
    <T> CompletableFuture<T> until(Supplier<CompletableFuture<T>> command) {
        working.incrementAndGet();
        return begin(command).whenComplete((done, failure) -> working.decrementAndGet());
    }

    /** The same for an apply of the registry; the first one of a host is waited for from its start. */
    <T> CompletableFuture<T> first(Supplier<CompletableFuture<T>> apply) {
        return until(apply).whenComplete((done, failure) -> {
            if (!appliedOnce.getAndSet(true)) {
                working.decrementAndGet();
            }
        });
    }

    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> command) {
        return CompletableFuture.completedFuture(command).thenCompose(Supplier::get);
    }

    /** A file that cannot be used is not waited for: it is not applied before somebody corrects it. */
    boolean settled() {
        try {
            return working.get() == 0 && revision.isLatest();
        } catch (InvalidRegistry e) {
            return working.get() == 0;
        }
    }
}
