package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.Listed;
import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.wrap.PluginBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Activates one plugin in steps: prepares, starts, probes and records it, and routes calls to it. Until the last step
 * active plugins are not affected; a failed step undoes the earlier steps. Confined to the lifecycle thread, which this
 * class never blocks.
 */
final class Rollout {

    /** The time that a command waits for the calls of replaced versions, which then drain in the background. */
    private static final Duration DRAIN_SHOWN = Duration.ofSeconds(5);

    private final Environment environment;
    private final LifecycleExecutor lifecycleThread;
    private final Lifecycle lifecycle;
    private final HostPhase phase;
    private final LockFile lockFile;
    private final LiveSet lives;
    private final StatusBoard board;
    private final StageRunner stages;

    Rollout(HostState state, Environment environment, Lifecycle lifecycle) {
        this.environment = requireNonNull(environment, "environment is null");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.lifecycleThread = environment.lifecycle();
        this.phase = state.phase();
        this.lockFile = state.lockFile();
        this.lives = state.lives();
        this.board = state.board();
        this.stages = new StageRunner(state.board());
    }

    /**
     * Prepares an entry. If no intact generation is active, the locked version is taken from the store, or rebuilt from
     * the locked commit. Otherwise the version is built from its repository.
     *
     * @return the plugin, ready to start; empty if the same version is already active
     */
    CompletableFuture<Optional<Prepared>> prepare(PluginEntry entry, Freshness freshness) {
        boolean update = freshness == Freshness.UPDATED;
        Live live = lives.get(entry.key()).orElse(null);
        if (live != null && !live.lostItsBundle()) {
            if (!Planner.sameSource(entry, live.locked())) {
                return environment.prepare(entry, null, update);
            }
            boolean again = update || (freshness == Freshness.FETCHED && live.hasSnapshots());
            return environment
                    .prepare(entry, again ? null : live.commit(), update)
                    .thenApply(built -> built.filter(prepared -> !live.isOf(prepared.bundle())));
        }
        LockEntry locked = lockFile.get(entry.key());
        if (freshness != Freshness.STORED || locked == null || !Planner.sameSource(entry, locked)) {
            return environment.prepare(entry, null, update);
        }
        return environment
                .find(entry.key(), locked.withLimits(entry.limits()))
                .thenComposeAsync(
                        found -> found.isPresent()
                                ? CompletableFuture.completedFuture(found)
                                : environment.rebuild(entry, locked).thenApply(Optional::of),
                        lifecycleThread);
    }

    /**
     * Starts a plugin, probes it unless it is the active version, and activates it.
     *
     * @param retired called when the plugin is ready; returns the other keys that the plugin replaces
     * @return the result, as text
     */
    CompletableFuture<String> start(Prepared prepared, Supplier<Set<PluginKey>> retired) {
        if (serves(prepared.bundle())) {
            return startAgain(prepared, retired);
        }
        return started(
                prepared,
                () -> environment.start(prepared).thenCompose(Rollout::probed),
                candidate -> lifecycle.serve(candidate, retired.get()),
                false);
    }

    private boolean serves(PluginBundle bundle) {
        return lives.get(bundle.key()).filter(live -> live.isOf(bundle)).isPresent();
    }

    /** Starts and activates a version that was active before, without another probe. */
    CompletableFuture<String> startAgain(Prepared prepared, Supplier<Set<PluginKey>> retired) {
        return started(
                prepared,
                () -> environment.start(prepared),
                candidate -> lifecycle.serve(candidate, retired.get()),
                true);
    }

    /**
     * Restores a plugin from its lock entry. The plugin is constructed at its first call.
     *
     * @param lost called if the construction fails
     */
    CompletableFuture<String> restore(Prepared prepared, BiConsumer<Live, Throwable> lost) {
        CompletableFuture<Void> constructed = new CompletableFuture<>();
        Function<Candidate, Handover> takeOver = candidate -> {
            Handover handover = lifecycle.restore(candidate);
            lives.get(prepared.bundle().key()).ifPresent(live -> {
                CompletableFuture<Void> unused = constructed.whenCompleteAsync(
                        (done, thrown) -> {
                            if (thrown != null) {
                                lost.accept(live, thrown);
                            }
                        },
                        lifecycleThread);
            });
            return handover;
        };
        return started(prepared, () -> environment.restore(prepared, constructed), takeOver, false);
    }

    private CompletableFuture<String> started(
            Prepared prepared,
            Supplier<CompletableFuture<Candidate>> begin,
            Function<Candidate, Handover> takeOver,
            boolean back) {
        PluginKey key = prepared.bundle().key();
        return stages.runLater(
                        key,
                        PluginState.STARTING,
                        () -> begin.get()
                                .thenApplyAsync(candidate -> undoneIfItFails(candidate, takeOver), lifecycleThread))
                .thenComposeAsync(handover -> tookOver(prepared, handover, back), lifecycleThread);
    }

    private static CompletableFuture<Candidate> probed(Candidate candidate) {
        return candidate.probe().handle((done, failure) -> {
            if (failure != null) {
                discard(candidate);
                throw failure instanceof CompletionException e ? e : new CompletionException(failure);
            }
            return candidate;
        });
    }

    private static void discard(Candidate candidate) {
        CompletableFuture<Void> unused = candidate.end();
    }

    private Handover undoneIfItFails(Candidate candidate, Function<Candidate, Handover> takeOver) {
        try {
            if (phase.isStopping()) {
                throw PluginsFailure.stopping();
            }
            return takeOver.apply(candidate);
        } catch (RuntimeException e) {
            discard(candidate);
            throw e;
        }
    }

    private CompletableFuture<String> tookOver(Prepared prepared, Handover handover, boolean back) {
        PluginKey key = prepared.bundle().key();
        board.enter(key, PluginState.ACTIVE);
        for (Live old : handover.replaced()) {
            String commit = prepared.bundle().commit();
            board.tookOver(key, new Occurrence.TookOver(commit, old.key(), old.commit(), back));
            if (!old.key().equals(key)) {
                board.forget(old.key());
            }
        }
        String words = words(prepared, handover);
        return handover.replaced().isEmpty()
                ? CompletableFuture.completedFuture(words)
                : drained(key, handover.drained()).thenApply(done -> words);
    }

    private CompletableFuture<Boolean> drained(PluginKey key, CompletableFuture<Void> end) {
        Instant begin = Instant.now();
        return shortly(end).thenApply(done -> {
            if (done) {
                board.drained(key, Duration.between(begin, Instant.now()));
            } else {
                board.detail(key, "the previous version is still draining");
                CompletableFuture<Void> unused = end.whenComplete((gone, failure) -> board.detail(key, ""));
            }
            return done;
        });
    }

    /** Returns whether a future completes within the time that a command waits for draining calls. */
    CompletableFuture<Boolean> shortly(CompletableFuture<Void> end) {
        CompletableFuture<Boolean> shown = end.handle((done, failure) -> true);
        environment.after(DRAIN_SHOWN, () -> shown.complete(false));
        return shown;
    }

    private static String words(Prepared prepared, Handover handover) {
        PluginKey key = prepared.bundle().key();
        String commit = Commits.brief(prepared.bundle().commit());
        for (Live old : handover.replaced()) {
            if (old.key().equals(key)) {
                return "swapped from commit " + Commits.brief(old.commit()) + " to " + commit;
            }
        }
        return handover.replaced().isEmpty()
                ? "started at commit " + commit
                : "replaced "
                        + Listed.of(handover.replaced().stream().map(Live::key).toList());
    }
}
