package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the running plugins match the registry, each name separately, so that a slow or failing name does not delay
 * other names. Failures are retried. Confined to the lifecycle thread, which this class never blocks.
 */
final class NameReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(NameReconciler.class);

    /** The delay of the retry of a step that failed for a reason outside the plugin. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Environment environment;
    private final LifecycleExecutor lifecycleThread;
    private final Lifecycle lifecycle;
    private final HostPhase phase;
    private final Rollout rollout;
    private final Removal removal;
    private final PerNameQueue queue;
    private final Retries retries;
    private final DesiredState desired;
    private final LockFile lockFile;
    private final LiveSet lives;
    private final StatusBoard board;

    NameReconciler(
            HostState state,
            Environment environment,
            Lifecycle lifecycle,
            Rollout rollout,
            Removal removal,
            PerNameQueue queue) {
        this.environment = requireNonNull(environment, "environment is null");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.rollout = requireNonNull(rollout, "rollout is null");
        this.removal = requireNonNull(removal, "removal is null");
        this.queue = requireNonNull(queue, "queue is null");
        this.lifecycleThread = environment.lifecycle();
        this.phase = state.phase();
        this.retries = state.retries();
        this.desired = state.desired();
        this.lockFile = state.lockFile();
        this.lives = state.lives();
        this.board = state.board();
    }

    /** Returns the changes that a reconciliation would make. */
    Plan plan(List<PluginEntry> entries) {
        return Planner.plan(entries, lives.all());
    }

    /** Reconciles all names. */
    CompletableFuture<Report> apply(Trigger trigger) {
        List<PluginEntry> entries = desired.readOrLastGood();
        Set<String> names = new LinkedHashSet<>();
        Set<PluginKey> unasked = new LinkedHashSet<>(lockFile.entries().keySet());
        entries.forEach(entry -> unasked.remove(entry.key()));
        unasked.forEach(key -> names.add(key.name()));
        plan(entries).changes().forEach(change -> names.add(change.key().name()));
        entries.stream()
                .filter(this::failedBefore)
                .forEach(entry -> names.add(entry.key().name()));
        List<CompletableFuture<List<Report.Item>>> items = new ArrayList<>();
        names.forEach(name -> items.add(queue.take(name, () -> pass(name, trigger))));
        return all(items)
                .thenApply(lists ->
                        removal.report(lists.stream().flatMap(List::stream).toList()));
    }

    /** Reconciles one name. */
    CompletableFuture<Report> apply(String name, Trigger trigger) {
        return queue.take(name, () -> pass(name, trigger)).thenApply(removal::report);
    }

    /** Fetches a plugin again, and swaps the plugin if its commit or its build changed. */
    CompletableFuture<Report> reload(PluginKey key, Freshness freshness) {
        return queue.take(key.name(), () -> {
                    PluginEntry entry = desired.entry(key).orElseThrow(() -> PluginsFailure.notRegistered(key));
                    environment.askedFor(key);
                    return bring(entry, freshness);
                })
                .thenApply(item -> new Report(List.of(item)));
    }

    /** Restores the locked plugins of the given keys. A plugin that cannot be started is retried. */
    CompletableFuture<Void> restore(Set<PluginKey> asked) {
        List<CompletableFuture<Report.Item>> ends = new ArrayList<>();
        lockFile.entries().forEach((key, locked) -> {
            if (asked.contains(key)) {
                ends.add(queue.take(key.name(), () -> restore(key, locked)));
            }
        });
        return all(ends).thenAccept(done -> {});
    }

    private CompletableFuture<Report.Item> restore(PluginKey key, LockEntry locked) {
        board.begin(key);
        return environment
                .find(key, locked)
                .thenComposeAsync(
                        found -> found.isPresent()
                                ? rollout.restore(found.get(), this::lost)
                                : CompletableFuture.completedFuture("is no longer in the store"),
                        lifecycleThread)
                .thenApply(words -> item(key, words))
                .exceptionally(thrown -> failed(key, PluginState.STARTING, thrown))
                .thenApplyAsync(item -> countedIfAsked(key, locked, item), lifecycleThread);
    }

    /** Retries a restored plugin that could not be constructed at its first call, like any failed plugin. */
    private void lost(Live live, Throwable thrown) {
        PluginKey key = live.key();
        CompletableFuture<Void> unused = queue.take(key.name(), () -> {
            Optional<Live> now = lives.get(key).filter(serving -> serving.generation() == live.generation());
            if (phase.isStopping() || now.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            countedIfAsked(key, live.locked(), failed(key, PluginState.STARTING, thrown));
            return lifecycle.lose(now.get());
        });
    }

    /** Records the result of a restored version, unless its entry now has another source. */
    private Report.Item countedIfAsked(PluginKey key, LockEntry locked, Report.Item item) {
        PluginEntry entry = desired.entry(key).orElse(null);
        return entry != null && Planner.sameSource(entry, locked) ? counted(entry, item) : item;
    }

    private CompletableFuture<List<Report.Item>> pass(String name, Trigger trigger) {
        List<PluginEntry> entries = desired.readOrLastGood().stream()
                .filter(entry -> entry.key().name().equals(name))
                .toList();
        Set<PluginKey> changing = new HashSet<>();
        List<Report.Item> adjusted = new ArrayList<>();
        List<CompletableFuture<Report.Item>> brought = new ArrayList<>();
        for (Change change : Planner.plan(entries, lives.named(name)).changes()) {
            if (change instanceof Change.Adjust adjust) {
                adjusted.add(adjust(adjust.entry()));
            } else {
                changing.add(change.key());
            }
        }
        for (PluginEntry entry : entries) {
            boolean work = changing.contains(entry.key()) || failedBefore(entry);
            if (work && trigger != Trigger.AUTOMATIC) {
                environment.askedFor(entry.key());
            }
            if (work && (trigger != Trigger.AUTOMATIC || retries.due(entry))) {
                brought.add(bring(entry, Freshness.STORED));
            }
        }
        return all(brought)
                .thenComposeAsync(
                        done -> removal.unwanted(name, trigger)
                                .thenApply(removed -> passed(name, adjusted, done, removed)),
                        lifecycleThread);
    }

    /** Combines the results of a pass. Limits and removals that could not be recorded are retried. */
    private List<Report.Item> passed(
            String name, List<Report.Item> adjusted, List<Report.Item> brought, List<Report.Item> removed) {
        if (Stream.concat(adjusted.stream(), removed.stream()).anyMatch(item -> isTransient(item.failure()))) {
            later(name, AGAIN);
        }
        return Stream.of(adjusted, brought, removed).flatMap(List::stream).toList();
    }

    private static boolean isTransient(@Nullable Failure failure) {
        return failure != null && failure.isTransient();
    }

    private Report.Item adjust(PluginEntry entry) {
        PluginKey key = entry.key();
        try {
            lives.get(key).ifPresent(live -> lifecycle.adjust(live, entry.limits()));
            return new Report.Item(key, "limits updated", null, List.of());
        } catch (OrkaFailure e) {
            return new Report.Item(key, "failed", Failure.of(PluginState.STARTING, e), List.of());
        }
    }

    /** Prepares and starts one entry, unless it is already active and fresh enough. */
    CompletableFuture<Report.Item> bring(PluginEntry entry, Freshness freshness) {
        PluginKey key = entry.key();
        if (phase.isStopping()) {
            return CompletableFuture.completedFuture(failed(key, PluginState.PENDING, PluginsFailure.stopping()));
        }
        Live seen = lives.get(key).orElse(null);
        return rollout.prepare(entry, freshness)
                .thenComposeAsync(
                        prepared -> {
                            if (prepared.isPresent()) {
                                LockEntry locked = prepared.get().locked();
                                return rollout.start(prepared.get(), () -> removal.replacedBy(key, locked, seen));
                            }
                            board.enter(key, PluginState.ACTIVE);
                            return CompletableFuture.completedFuture("already up to date");
                        },
                        lifecycleThread)
                .thenApply(words -> item(key, words))
                .exceptionally(thrown -> failed(key, PluginState.STARTING, thrown))
                .thenApplyAsync(item -> counted(entry, item), lifecycleThread);
    }

    /** Records the result of an attempt; a failed attempt is followed by a retry. */
    private Report.Item counted(PluginEntry entry, Report.Item item) {
        Failure failure = item.failure();
        if (failure == null) {
            retries.succeeded(entry.key());
        } else if (failure.code().equals(PluginsFailure.OVERTAKEN)
                || desired.entry(entry.key()).isEmpty()) {
            noLongerAsked(entry.key());
        } else if (!phase.isStopping()) {
            retries.failed(entry, failure)
                    .or(() -> retries.quarantine(entry.key()))
                    .ifPresent(delay -> later(entry.key().name(), delay));
        }
        return item;
    }

    /**
     * Forgets the failures of an entry that is no longer registered. An active plugin gets the state ACTIVE, and a
     * later registration counts failures from zero.
     */
    private void noLongerAsked(PluginKey key) {
        retries.forget(key);
        if (lives.get(key).isPresent()) {
            board.enter(key, PluginState.ACTIVE);
        } else {
            board.forget(key);
        }
    }

    private void later(String name, Duration delay) {
        environment.after(delay, () -> {
            if (!phase.isStopping()) {
                CompletableFuture<?> unused = queue.take(name, () -> pass(name, Trigger.AUTOMATIC))
                        .exceptionally(thrown -> {
                            LOG.error("Retrying {} failed; Orka retries it later", name, thrown);
                            later(name, AGAIN);
                            return List.of();
                        });
            }
        });
    }

    /**
     * Returns whether an unchanged entry needs another attempt: its last attempt failed, its plugin is shown as failed,
     * or its active generation has lost its bundle.
     */
    private boolean failedBefore(PluginEntry entry) {
        return retries.of(entry.key()) != null
                || board.entry(entry.key()).state() == PluginState.FAILED
                || lives.get(entry.key()).filter(Live::lostItsBundle).isPresent();
    }

    private Report.Item item(PluginKey key, String text) {
        return new Report.Item(key, text, null, board.entry(key).stages());
    }

    private Report.Item failed(PluginKey key, PluginState stage, Throwable thrown) {
        Throwable cause = StageFailed.causeOf(thrown);
        Failure failure = phase.isStopping() && cause instanceof OrkaFailure e
                ? Failure.of(stage, e)
                : board.failed(key, stage, cause).failure();
        return new Report.Item(key, "failed", failure, board.entry(key).stages());
    }

    private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
    }
}
