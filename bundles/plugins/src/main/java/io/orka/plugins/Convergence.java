package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.Locked;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries a plan out: prepares side by side, starts one after another, removes last. */
final class Convergence {

    /** How long a command waits for the calls of what it replaced; then they drain behind its back. */
    private static final Duration DRAIN_SHOWN = Duration.ofSeconds(5);

    private final Preparation preparation;
    private final Lifecycle lifecycle;
    private final Wanted wanted;
    private final LiveSet lives;
    private final StatusBoard board;
    private final Executor workers;
    private final LifecycleThread lifecycleThread;
    private volatile boolean stopped;

    Convergence(
            Preparation preparation,
            Lifecycle lifecycle,
            Wanted wanted,
            LiveSet lives,
            StatusBoard board,
            Executor workers,
            LifecycleThread lifecycleThread) {
        this.preparation = requireNonNull(preparation, "preparation is null");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
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

    /** Makes what runs equal to the entries. One plugin's failure is its item; the others go on. */
    Report apply(List<PluginEntry> entries) {
        List<CompletableFuture<Report.Item>> items = new ArrayList<>();
        for (Change change : plan(entries).changes()) {
            entry(change)
                    .ifPresent(entry -> items.add(CompletableFuture.supplyAsync(() -> bring(entry, null), workers)));
        }
        List<Report.Item> done =
                items.stream().map(CompletableFuture::join).collect(Collectors.toCollection(ArrayList::new));
        done.addAll(removeUnwanted());
        return new Report(done);
    }

    /** Prepares and starts one entry, unless its ref still names the known commit. */
    Report.Item bring(PluginEntry entry, @Nullable String knownCommit) {
        PluginKey key = entry.key();
        if (stopped) {
            return new Report.Item(key, "not begun, since the host is stopping", null, List.of());
        }
        try {
            Optional<Prepared> prepared = preparation.prepare(entry, knownCommit);
            if (prepared.isEmpty()) {
                board.enter(key, PluginState.ACTIVE);
                return item(key, "is at the newest commit already");
            }
            return start(prepared.get(), Set.of());
        } catch (StageFailed e) {
            return failed(key, e.failure());
        }
    }

    /** Starts what is prepared, in the place of what the registry no longer asks for and of what is leaving. */
    Report.Item start(Prepared prepared, Set<PluginKey> leaving) {
        PluginKey key = prepared.bundle().key();
        try {
            Started started = lifecycleThread.call(() -> startNow(prepared, leaving));
            board.enter(key, PluginState.ACTIVE);
            if (started.replaces()) {
                showDrained(key, started.drained());
            }
            return item(key, started.text());
        } catch (StageFailed e) {
            return failed(key, e.failure());
        }
    }

    private record Started(String text, boolean replaces, CompletableFuture<Void> drained) {}

    private Started startNow(Prepared prepared, Set<PluginKey> leaving) {
        PluginKey key = prepared.bundle().key();
        // The registry may have changed while the plugin was built: what it asks for now decides who goes.
        Set<PluginKey> asked =
                wanted.readOrLastGood().stream().map(PluginEntry::key).collect(Collectors.toCollection(HashSet::new));
        asked.removeAll(leaving);
        asked.add(key);
        Set<PluginKey> retired = lives.named(key.name()).stream()
                .map(Live::key)
                .filter(live -> !asked.contains(live))
                .collect(Collectors.toSet());
        String text = words(prepared, retired);
        boolean replaces = lives.get(key).isPresent() || !retired.isEmpty();
        CompletableFuture<Void> drained =
                board.stage(key, PluginState.STARTING, () -> lifecycle.start(prepared, retired));
        retired.forEach(board::forget);
        return new Started(text, replaces, drained);
    }

    private String words(Prepared prepared, Set<PluginKey> retired) {
        PluginKey key = prepared.bundle().key();
        String commit = Commits.brief(prepared.bundle().commit());
        Optional<Live> same = lives.get(key);
        if (same.isPresent()) {
            return "swapped from commit " + Commits.brief(same.get().commit()) + " to " + commit;
        }
        return retired.isEmpty()
                ? "started at commit " + commit
                : "took the place of "
                        + retired.stream().map(PluginKey::toString).collect(Collectors.joining(", "));
    }

    private List<Report.Item> removeUnwanted() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        List<Report.Item> items = lifecycleThread.call(() -> {
            Set<PluginKey> asked =
                    wanted.readOrLastGood().stream().map(PluginEntry::key).collect(Collectors.toSet());
            List<Report.Item> removed = new ArrayList<>();
            for (Live live : lives.all()) {
                if (!asked.contains(live.key()) && !standsIn(live.key(), asked)) {
                    ends.add(lifecycle.remove(live.key()));
                    board.forget(live.key());
                    removed.add(new Report.Item(live.key(), "removed", null, List.of()));
                }
            }
            return removed;
        });
        ends.forEach(Convergence::awaitDrained);
        return items;
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
