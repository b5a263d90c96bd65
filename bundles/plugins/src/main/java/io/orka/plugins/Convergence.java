package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.Locked;
import io.orka.registry.OrkaFailure;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries a plan out: prepares side by side, starts one after another, removes last. */
final class Convergence {

    /** How long a command waits for the calls of what it replaced; then they drain behind its back. */
    private static final Duration DRAIN_SHOWN = Duration.ofSeconds(5);

    private final Preparation preparation;
    private final Lifecycle lifecycle;
    private final Starting starting;
    private final Wanted wanted;
    private final LiveSet lives;
    private final StatusBoard board;
    private final Executor workers;
    private final LifecycleThread lifecycleThread;
    private volatile boolean stopped;

    Convergence(
            Preparation preparation,
            Lifecycle lifecycle,
            Starting starting,
            Wanted wanted,
            LiveSet lives,
            StatusBoard board,
            Executor workers,
            LifecycleThread lifecycleThread) {
        this.preparation = requireNonNull(preparation, "preparation is null");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.starting = requireNonNull(starting, "starting is null");
        this.wanted = requireNonNull(wanted, "wanted is null");
        this.lives = requireNonNull(lives, "lives is null");
        this.board = requireNonNull(board, "board is null");
        this.workers = requireNonNull(workers, "workers is null");
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
    }

    /** Begins nothing any more. */
    void stop() {
        stopped = true;
    }

    Plan plan(List<PluginEntry> entries) {
        Map<PluginKey, Locked> running = new LinkedHashMap<>();
        lives.all().forEach(live -> running.put(live.key(), live.prepared().locked()));
        return Planner.plan(entries, running);
    }

    /** Makes what runs equal to the entries, as far as their names are in scope. One plugin's failure is its item. */
    Report apply(List<PluginEntry> entries, Predicate<String> scope) {
        List<CompletableFuture<Report.Item>> items = new ArrayList<>();
        for (Change change : plan(entries).changes()) {
            entry(change)
                    .filter(entry -> scope.test(entry.key().name()))
                    .ifPresent(entry -> items.add(CompletableFuture.supplyAsync(() -> bring(entry, null), workers)));
        }
        List<Report.Item> done =
                items.stream().map(CompletableFuture::join).collect(Collectors.toCollection(ArrayList::new));
        done.addAll(removeUnwanted(scope));
        return new Report(done);
    }

    /** Prepares and starts one entry, unless its ref still names the known commit. */
    Report.Item bring(PluginEntry entry, @Nullable String knownCommit) {
        PluginKey key = entry.key();
        if (stopped) {
            return failed(key, failure(PluginState.PENDING, PluginsFailure.stopping()));
        }
        try {
            Optional<Prepared> prepared = preparation.prepare(entry, knownCommit);
            if (prepared.isEmpty()) {
                board.enter(key, PluginState.ACTIVE);
                return item(key, "is at the newest commit already");
            }
            return start(prepared.get(), () -> retired(key));
        } catch (StageFailed e) {
            return failed(key, e.failure());
        }
    }

    /** Starts what is prepared, in the place of another key that is still registered. */
    Report.Item startInPlaceOf(Prepared prepared, PluginKey leaving) {
        PluginKey key = prepared.bundle().key();
        return start(prepared, () -> leaving.equals(key) ? Set.of() : Set.of(leaving));
    }

    private Report.Item start(Prepared prepared, Supplier<Set<PluginKey>> retired) {
        PluginKey key = prepared.bundle().key();
        try {
            Handover handover = board.stage(key, PluginState.STARTING, () -> starting.start(prepared, retired));
            board.enter(key, PluginState.ACTIVE);
            handover.replaced().stream()
                    .map(Live::key)
                    .filter(old -> !old.equals(key))
                    .forEach(board::forget);
            if (!handover.replaced().isEmpty()) {
                showDrained(key, handover.drained());
            }
            return item(key, words(prepared, handover));
        } catch (StageFailed e) {
            return failed(key, e.failure());
        }
    }

    /** The registry may have changed while the plugin was built: what it asks for now decides who goes. */
    private Set<PluginKey> retired(PluginKey key) {
        Set<PluginKey> asked = asked();
        if (!asked.contains(key)) {
            throw PluginsFailure.takenOut(key);
        }
        return lives.named(key.name()).stream()
                .map(Live::key)
                .filter(live -> !asked.contains(live))
                .collect(Collectors.toSet());
    }

    private Set<PluginKey> asked() {
        return wanted.readOrLastGood().stream().map(PluginEntry::key).collect(Collectors.toSet());
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
                : "took the place of "
                        + handover.replaced().stream()
                                .map(old -> old.key().toString())
                                .collect(Collectors.joining(", "));
    }

    private List<Report.Item> removeUnwanted(Predicate<String> scope) {
        Set<PluginKey> asked = asked();
        List<Report.Item> items = new ArrayList<>();
        for (Live live : lives.all()) {
            PluginKey key = live.key();
            if (scope.test(key.name()) && !asked.contains(key)) {
                items.add(standsIn(key, asked) ? item(key, "goes on serving until its successor does") : remove(key));
            }
        }
        return items;
    }

    private Report.Item remove(PluginKey key) {
        try {
            Handover gone = lifecycleThread.call(() -> new Handover(List.of(), lifecycle.remove(key)));
            awaitDrained(gone.drained());
            board.forget(key);
            return new Report.Item(key, "removed", null, List.of());
        } catch (OrkaFailure e) {
            return failed(key, failure(PluginState.DRAINING, e));
        }
    }

    /** Whether a plugin nobody asks for is the last good one of a name whose wanted version does not serve yet. */
    private boolean standsIn(PluginKey key, Set<PluginKey> asked) {
        return asked.stream()
                .anyMatch(other ->
                        other.name().equals(key.name()) && lives.get(other).isEmpty());
    }

    private void showDrained(PluginKey key, CompletableFuture<Void> drained) {
        Instant begin = Instant.now();
        if (awaitDrained(drained)) {
            board.drained(key, Duration.between(begin, Instant.now()));
        } else {
            board.detail(key, "the version before it still drains");
        }
    }

    private static boolean awaitDrained(CompletableFuture<Void> drained) {
        try {
            drained.get(DRAIN_SHOWN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    private Report.Item item(PluginKey key, String text) {
        return new Report.Item(key, text, null, board.entry(key).stages());
    }

    private Report.Item failed(PluginKey key, Failure failure) {
        return new Report.Item(key, "failed", failure, board.entry(key).stages());
    }

    private static Failure failure(PluginState stage, OrkaFailure e) {
        return new Failure(stage, e.code(), e.reason(), e.remedy(), Instant.now());
    }

    private static Optional<PluginEntry> entry(Change change) {
        if (change instanceof Change.Install install) {
            return Optional.of(install.entry());
        }
        if (change instanceof Change.Replace replace) {
            return Optional.of(replace.entry());
        }
        return change instanceof Change.Update update ? Optional.of(update.entry()) : Optional.empty();
    }
}
