package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.RepositoryUrl;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Restarts a plugin whose bundle something other than Orka has stopped, so that its service is unregistered. The
 * restart happens immediately, from the store, as another generation, while the old generation answers calls. A plugin
 * whose bundle is stopped repeatedly is quarantined, and restarted after an hour. Confined to the lifecycle thread.
 */
final class Repair {

    private final Environment environment;
    private final LifecycleExecutor lifecycleThread;
    private final PerNameQueue queue;
    private final HostPhase phase;
    private final Rollout rollout;
    private final NameReconciler reconciler;
    private final Retries retries;
    private final DesiredState desired;
    private final LiveSet lives;
    private final StatusBoard board;

    Repair(HostState state, Environment environment, PerNameQueue queue, Rollout rollout, NameReconciler reconciler) {
        this.environment = requireNonNull(environment, "environment is null");
        this.queue = requireNonNull(queue, "queue is null");
        this.rollout = requireNonNull(rollout, "rollout is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.lifecycleThread = environment.lifecycle();
        this.phase = state.phase();
        this.retries = state.retries();
        this.desired = state.desired();
        this.lives = state.lives();
        this.board = state.board();
    }

    /** Watches a generation that becomes active. */
    void watch(Live live) {
        CompletableFuture<Void> unused =
                live.candidate().externalStop().thenAcceptAsync(what -> stopped(live, what), lifecycleThread);
    }

    private void stopped(Live live, String what) {
        inTurn(live, () -> repaired(live, what));
    }

    /**
     * Runs a repair when no other work on the name is in progress. Does nothing if the generation is no longer active
     * then.
     */
    private void inTurn(Live live, Supplier<CompletableFuture<Boolean>> repair) {
        CompletableFuture<Boolean> unused = queue.take(
                live.key().name(),
                () -> lives.get(live.key())
                        .filter(now -> now.generation() == live.generation() && !phase.isStopping())
                        .map(now -> repair.get())
                        .orElseGet(() -> CompletableFuture.completedFuture(false)));
    }

    private CompletableFuture<Boolean> repaired(Live live, String what) {
        Failure failure = board.failed(live.key(), PluginState.ACTIVE, PluginsFailure.bundleStopped(what))
                .failure();
        if (retries.failed(entry(live), failure).isEmpty()) {
            retryLater(live);
            return CompletableFuture.completedFuture(false);
        }
        return restored(live);
    }

    /**
     * Tries until the version has a service again or is no longer active, even if its entry is removed and added again.
     */
    private CompletableFuture<Boolean> restored(Live live) {
        CompletableFuture<Boolean> attempt = desired.entry(live.key())
                .map(entry -> reconciler.bring(entry, Freshness.STORED).thenApply(item -> item.failure() == null))
                .orElseGet(() -> startedAgain(live));
        return attempt.thenApplyAsync(
                done -> {
                    if (!done) {
                        retryLater(live);
                    }
                    return done;
                },
                lifecycleThread);
    }

    private void retryLater(Live live) {
        retries.untilNext(live.key())
                .ifPresent(delay -> environment.after(delay, () -> inTurn(live, () -> restoredIfDue(live))));
    }

    /** Restores a version if its retry is due. Another attempt for the entry may have moved the time of the retry. */
    private CompletableFuture<Boolean> restoredIfDue(Live live) {
        if (retries.due(entry(live))) {
            return restored(live);
        }
        retryLater(live);
        return CompletableFuture.completedFuture(false);
    }

    /**
     * Starts a version without an entry again. Such a version is active in place of a registered version, and must stay
     * active.
     */
    private CompletableFuture<Boolean> startedAgain(Live live) {
        PluginKey key = live.key();
        return environment
                .find(key, live.locked())
                .thenComposeAsync(
                        found -> rollout.startAgain(found.orElseThrow(() -> PluginsFailure.notStored(key)), Set::of),
                        lifecycleThread)
                .handleAsync(
                        (words, thrown) -> {
                            if (thrown == null) {
                                retries.succeeded(key);
                            } else {
                                Failure failure = board.failed(key, PluginState.STARTING, StageFailed.causeOf(thrown))
                                        .failure();
                                retries.failed(unregistered(key, live.locked()), failure);
                            }
                            return thrown == null;
                        },
                        lifecycleThread);
    }

    private PluginEntry entry(Live live) {
        return desired.entry(live.key()).orElseGet(() -> unregistered(live.key(), live.locked()));
    }

    /**
     * Returns the earlier entry of an unregistered version, to distinguish failures of this entry from failures of
     * other entries.
     */
    private static PluginEntry unregistered(PluginKey key, LockEntry locked) {
        return new PluginEntry(
                key,
                new RepositoryUrl(locked.repo(), locked.repo(), ""),
                locked.service(),
                locked.ref(),
                locked.path(),
                locked.tests(),
                locked.limits());
    }
}
