package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes plugins that the registry no longer asks for, but never most of them at once without a confirmation. */
final class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    /** Fewer may go at once, whatever share of all they are. */
    private static final int FEW = 2;

    private final Rollout rollout;
    private final Lifecycle lifecycle;
    private final HostPhase phase;
    private final Retries retries;
    private final DesiredState desired;
    private final LockFile lockFile;
    private final LiveSet lives;
    private final StatusBoard board;

    /** What went with most of the others stays, whatever is added meanwhile, until that is confirmed or taken back. */
    private final Set<PluginKey> held = new HashSet<>();

    Removal(HostState state, Rollout rollout, Lifecycle lifecycle) {
        this.rollout = requireNonNull(rollout, "rollout is null");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.phase = state.phase();
        this.retries = state.retries();
        this.desired = state.desired();
        this.lockFile = state.lockFile();
        this.lives = state.lives();
        this.board = state.board();
    }

    /** Whether an edit that leaves only these entries would take away most of what there is, and put nothing in its place. */
    static boolean isMass(Set<PluginKey> before, List<PluginEntry> entries) {
        Set<PluginKey> after = entries.stream().map(PluginEntry::key).collect(Collectors.toSet());
        Map<String, Integer> gone = new HashMap<>();
        before.stream().filter(key -> !after.contains(key)).forEach(key -> gone.merge(key.name(), 1, Integer::sum));
        after.stream().filter(key -> !before.contains(key)).forEach(key -> gone.merge(key.name(), -1, Integer::sum));
        int lost = gone.values().stream().mapToInt(count -> Math.max(0, count)).sum();
        return lost > FEW && 2 * lost > before.size();
    }

    /**
     * Which of the plugins in the lock a restart brings back: those whose name is still registered. Where the registry cannot
     * be read, or has lost most of them, all of them.
     */
    static Set<PluginKey> keptAtRestart(Set<PluginKey> locked, DesiredState desired) {
        try {
            List<PluginEntry> entries = desired.read();
            if (isMass(locked, entries)) {
                return locked;
            }
            Set<String> names =
                    entries.stream().map(entry -> entry.key().name()).collect(Collectors.toSet());
            return locked.stream().filter(key -> names.contains(key.name())).collect(Collectors.toSet());
        } catch (InvalidRegistry e) {
            LOG.error("What served before goes on. {}", e.line());
            return locked;
        }
    }

    /**
     * Whose place a new generation takes. The registry may have changed meanwhile, or somebody gone back: what it asks for
     * now decides, and only who saw what serves may replace it. Where several new versions of a name come at once, the last
     * of them takes the place of all that goes: who chooses a range of versions is not to be left without one meanwhile.
     *
     * @param locked what the new generation was built from
     * @param seen what served its key when its way began, or {@code null}
     */
    Set<PluginKey> replacedBy(PluginKey key, LockEntry locked, @Nullable Live seen) {
        List<PluginEntry> entries = desired.readOrLastGood();
        if (entries.stream().noneMatch(entry -> entry.key().equals(key) && Planner.sameSource(entry, locked))) {
            throw PluginsFailure.takenOut(key);
        }
        if (lives.get(key).map(Live::generation).orElse(null) != (seen == null ? null : seen.generation())) {
            throw PluginsFailure.overtaken(key);
        }
        Set<PluginKey> asked = entries.stream().map(PluginEntry::key).collect(Collectors.toSet());
        if (asked.stream().anyMatch(other -> !other.equals(key) && comes(other, key.name()))) {
            return Set.of();
        }
        Set<PluginKey> replaced = new HashSet<>(lockFile.entries().keySet()); // also what could not be brought back
        lives.named(key.name()).forEach(live -> replaced.add(live.key()));
        replaced.removeIf(other -> !other.name().equals(key.name()) || asked.contains(other));
        return replaced;
    }

    /** Whether a version of a name is on its way for the first time; one that has failed is not waited for. */
    private boolean comes(PluginKey key, String name) {
        return key.name().equals(name) && lives.get(key).isEmpty() && retries.of(key) == null;
    }

    /** Ends the plugins of a name that nobody asks for, apart from the last good one of a version that does not serve yet. */
    CompletableFuture<List<Report.Item>> unwanted(String name, Trigger trigger) {
        if (phase.isStopping()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Set<PluginKey> asked = asked();
        boolean mass = trigger != Trigger.CONFIRMED && isMass(keys(), desired.lastGood());
        held.removeIf(key -> asked.contains(key)
                || (trigger == Trigger.CONFIRMED && key.name().equals(name)));
        List<CompletableFuture<Report.Item>> items = new ArrayList<>();
        for (Live live : lives.named(name)) {
            PluginKey key = live.key();
            if (!asked.contains(key)) {
                items.add(standsIn(key, asked) ? stays(key) : mass || held.contains(key) ? held(key) : removed(key));
            }
        }
        if (!mass) {
            forgetWhatNeverCameBack(name, asked);
        }
        return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                .thenApply(done -> items.stream().map(CompletableFuture::join).toList());
    }

    /** What a command did. With it, the board forgets what left the registry before it was ever active. */
    Report report(List<Report.Item> items) {
        board.forgetUnless(
                key -> desired.entry(key).isPresent() || lives.get(key).isPresent());
        return new Report(items);
    }

    /** Takes out of the lock what was taken out of the registry while the host was down, and so was not brought back. */
    private void forgetWhatNeverCameBack(String name, Set<PluginKey> asked) {
        Set<PluginKey> gone = new HashSet<>(lockFile.entries().keySet());
        gone.removeIf(key -> !key.name().equals(name)
                || asked.contains(key)
                || lives.get(key).isPresent()
                || standsIn(key, asked));
        try {
            lockFile.remove(gone);
        } catch (OrkaFailure e) {
            LOG.warn("{} stays in the lock. {}", gone, e.line());
        }
    }

    private static CompletableFuture<Report.Item> stays(PluginKey key) {
        return CompletableFuture.completedFuture(
                new Report.Item(key, "goes on serving until its successor does", null, List.of()));
    }

    private CompletableFuture<Report.Item> held(PluginKey key) {
        held.add(key);
        PluginsFailure failure = PluginsFailure.massRemoval(lives.all().size());
        LOG.warn("{} {}", key, failure.line());
        return CompletableFuture.completedFuture(
                new Report.Item(key, "goes on serving", Failure.of(PluginState.DRAINING, failure), List.of()));
    }

    private CompletableFuture<Report.Item> removed(PluginKey key) {
        try {
            CompletableFuture<Void> end = lifecycle.remove(key);
            board.enter(key, PluginState.DRAINING);
            retries.forget(key);
            return rollout.shortly(end).thenApply(done -> {
                board.forget(key);
                return new Report.Item(key, "removed", null, List.of());
            });
        } catch (OrkaFailure e) {
            return CompletableFuture.completedFuture(
                    new Report.Item(key, "failed", Failure.of(PluginState.DRAINING, e), List.of()));
        }
    }

    /** Whether a plugin nobody asks for is the last good one of a name whose registered version does not serve yet. */
    private boolean standsIn(PluginKey key, Set<PluginKey> asked) {
        return asked.stream()
                .anyMatch(other ->
                        other.name().equals(key.name()) && lives.get(other).isEmpty());
    }

    private Set<PluginKey> asked() {
        return desired.readOrLastGood().stream().map(PluginEntry::key).collect(Collectors.toSet());
    }

    /** All there is to lose: what serves, and what is to be brought back. */
    private Set<PluginKey> keys() {
        Set<PluginKey> keys = new HashSet<>(lockFile.entries().keySet());
        lives.all().forEach(live -> keys.add(live.key()));
        return keys;
    }
}
