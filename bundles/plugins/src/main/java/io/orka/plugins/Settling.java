package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Determines whether a host is settled. A settled host has applied the registry once, the current content of the file
 * is the content applied last, and no command is running. Safe for use by multiple threads.
 */
final class Settling {

    private final AppliedRevision revision;

    /** The number of running commands. The first apply of a host is included before its beginning. */
    private final AtomicInteger working = new AtomicInteger(1);

    private final AtomicBoolean appliedOnce = new AtomicBoolean();

    Settling(AppliedRevision revision) {
        this.revision = requireNonNull(revision, "revision is null");
    }

    /** Counts a command until its end; an exception completes the future of the command. */
    <T> CompletableFuture<T> until(Supplier<CompletableFuture<T>> command) {
        working.incrementAndGet();
        return begin(command).whenComplete((done, failure) -> working.decrementAndGet());
    }

    /** Counts an apply of the registry until its end. The first apply of a host is counted from the host's start. */
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

    /**
     * Returns whether the host is settled. An invalid file is not treated as pending, since it cannot be applied before
     * it is fixed.
     */
    boolean settled() {
        try {
            return working.get() == 0 && revision.isLatest();
        } catch (InvalidRegistry e) {
            return working.get() == 0;
        }
    }
}
