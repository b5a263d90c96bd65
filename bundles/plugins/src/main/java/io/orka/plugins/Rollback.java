package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.Previous;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns to the previous version: from the store, without network, Git or build. A rollback waits for other rollbacks
 * only, since rollbacks must work while a build hangs. The activation of a version that is being prepared then fails,
 * since this version is no longer registered. Confined to the lifecycle thread.
 */
final class Rollback {

    private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

    private final Environment environment;
    private final LifecycleExecutor lifecycleThread;
    private final PerNameQueue queue;
    private final AppliedRevision revision;
    private final Rollout rollout;
    private final Names names;
    private final Retries retries;
    private final LockFile lockFile;
    private final LiveSet lives;
    private final DesiredState desired;
    private final StatusBoard board;

    Rollback(HostState state, Environment environment, Rollout rollout, Names names, AppliedRevision revision) {
        this.environment = requireNonNull(environment, "environment is null");
        this.rollout = requireNonNull(rollout, "rollout is null");
        this.names = requireNonNull(names, "names is null");
        this.revision = requireNonNull(revision, "revision is null");
        this.lifecycleThread = environment.lifecycle();
        this.queue = new PerNameQueue(environment.lifecycle());
        this.retries = state.retries();
        this.lockFile = state.lockFile();
        this.lives = state.lives();
        this.desired = state.desired();
        this.board = state.board();
    }

    /** Rolls back the active version of a name, after all earlier rollbacks of the same name. */
    CompletableFuture<Report> of(String name) {
        return queue.take(PluginKey.parse(name).name(), () -> back(name));
    }

    private CompletableFuture<Report> back(String name) {
        PluginKey key = names.serving(name).key();
        List<PluginKey> registered = desired.named(key.name());
        if (!registered.isEmpty() && !registered.contains(key)) {
            return onlyTheRegistry(key, registered.get(0));
        }
        LockEntry locked = lockFile.get(key);
        Previous previous = locked == null ? null : locked.previous();
        if (locked == null || previous == null) {
            throw PluginsFailure.nothingBefore(key);
        }
        EntryLimits limits = desired.entry(key).map(PluginEntry::limits).orElse(locked.limits());
        board.begin(previous.key());
        return environment
                .find(previous.key(), previous.locked().withLimits(limits))
                .thenComposeAsync(
                        found -> startAgain(
                                found.orElseThrow(() -> PluginsFailure.notStored(previous.key())),
                                new Previous(key, locked),
                                previous),
                        lifecycleThread)
                .thenApply(words -> report(previous.key(), words))
                .exceptionally(thrown -> failed(previous.key(), thrown));
    }

    /** Sets back only the registry, since the last swap failed and the old version is still active. */
    private CompletableFuture<Report> onlyTheRegistry(PluginKey serves, PluginKey registered) {
        commit(registered, new Previous(serves, requireNonNull(lockFile.get(serves))));
        retries.forget(registered);
        if (lives.get(registered).isEmpty()) {
            board.forget(registered);
        }
        return CompletableFuture.completedFuture(new Report(List.of(
                new Report.Item(serves, "is still active; plugins.json is set back to " + serves, null, List.of()))));
    }

    private CompletableFuture<String> startAgain(Prepared prepared, Previous from, Previous to) {
        AtomicBoolean edited = new AtomicBoolean();
        return rollout.startAgain(prepared, () -> {
                    commit(from.key(), to);
                    edited.set(true);
                    return from.key().equals(to.key()) ? Set.of() : Set.of(from.key());
                })
                .whenCompleteAsync(
                        (words, failure) -> {
                            if (failure == null) {
                                retries.forget(from.key());
                            } else if (edited.get()) {
                                takeBack(to.key(), from);
                            }
                        },
                        lifecycleThread);
    }

    private void takeBack(PluginKey edited, Previous serves) {
        try {
            commit(edited, serves);
        } catch (OrkaFailure e) {
            LOG.error("The registry has {}, but {} is active. {}", edited, serves.key(), e.line());
        }
    }

    /** Replaces a version in the registry by a version that was active before. */
    private void commit(PluginKey from, Previous to) {
        revision.move(from, to.key(), inFile -> environment.edits().back(inFile, to));
    }

    private Report report(PluginKey key, String text) {
        return new Report(
                List.of(new Report.Item(key, text, null, board.entry(key).stages())));
    }

    /**
     * Reports a failed rollback. The active version stays. The failure is not kept, since a rollback is not retried.
     */
    private Report failed(PluginKey key, Throwable thrown) {
        Failure failure = board.failed(key, PluginState.STARTING, StageFailed.causeOf(thrown))
                .failure();
        Report.Item item =
                new Report.Item(key, "failed", failure, board.entry(key).stages());
        if (lives.get(key).isEmpty()) {
            board.forget(key);
        } else if (retries.of(key) == null) {
            board.enter(key, PluginState.ACTIVE);
        }
        return new Report(List.of(item));
    }
}
