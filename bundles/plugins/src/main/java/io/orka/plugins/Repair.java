package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Brings back what has lost its bundle, and with it its service, because something else than Orka stopped it: at once, from
 * the store, as another generation, while the old one answers calls. What that happens to again and again is quarantined
 * like all that fails by itself. On the lifecycle thread.
 */
final class Repair {

    private final Executor lifecycleThread;
    private final Turns turns;
    private final Convergence convergence;
    private final Retries retries;
    private final Wanted wanted;
    private final LiveSet lives;
    private final StatusBoard board;

    Repair(
            Executor lifecycleThread,
            Turns turns,
            Convergence convergence,
            Retries retries,
            Wanted wanted,
            LiveSet lives,
            StatusBoard board) {
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
        this.turns = requireNonNull(turns, "turns is null");
        this.convergence = requireNonNull(convergence, "convergence is null");
        this.retries = requireNonNull(retries, "retries is null");
        this.wanted = requireNonNull(wanted, "wanted is null");
        this.lives = requireNonNull(lives, "lives is null");
        this.board = requireNonNull(board, "board is null");
    }

    /** Looks after what begins to serve. */
    void watch(Live live) {
        CompletableFuture<Void> unused =
                live.candidate().externalStop().thenAcceptAsync(what -> stopped(live, what), lifecycleThread);
    }

    private void stopped(Live live, String what) {
        CompletableFuture<Optional<Report.Item>> unused = turns.take(live.key().name(), () -> repair(live, what));
    }

    private CompletableFuture<Optional<Report.Item>> repair(Live live, String what) {
        PluginKey key = live.key();
        boolean serves = lives.get(key)
                .filter(now -> now.generation() == live.generation())
                .isPresent();
        if (convergence.stopped() || !serves) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Failure failure = board.failed(key, PluginState.ACTIVE, PluginsFailure.bundleStopped(what))
                .failure();
        Optional<PluginEntry> entry = wanted.entry(key);
        if (entry.isEmpty() || retries.failed(entry.get(), failure).isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return convergence.bring(entry.get(), false).thenApply(Optional::of);
    }
}
