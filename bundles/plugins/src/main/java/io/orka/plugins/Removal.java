package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.util.ArrayList;
import java.util.Comparator;
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

/**
 * Removes plugins that are no longer registered. A removal of most plugins at the same time requires a confirmation.
 */
final class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    /**
     * The number of plugins that may be removed at the same time without a confirmation, even if they are most of the
     * plugins.
     */
    private static final int FEW = 2;

    private final Rollout rollout;
    private final Lifecycle lifecycle;
    private final HostPhase phase;
    private final Retries retries;
    private final DesiredState desired;
    private final LockFile lockFile;
    private final LiveSet lives;
    private final StatusBoard board;

    /**
     * The plugins of a mass removal. These plugins stay until the removal is confirmed or reverted, even if other
     * plugins are added in the meantime.
     */
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

    /** Returns whether an edit that leaves only the given entries would remove most plugins without a replacement. */
    static boolean isMass(Set<PluginKey> before, List<PluginEntry> entries) {
        Set<PluginKey> after = entries.stream().map(PluginEntry::key).collect(Collectors.toSet());
        Map<String, Integer> gone = new HashMap<>();
        before.stream().filter(key -> !after.contains(key)).forEach(key -> gone.merge(key.name(), 1, Integer::sum));
        after.stream().filter(key -> !before.contains(key)).forEach(key -> gone.merge(key.name(), -1, Integer::sum));
        int lost = gone.values().stream().mapToInt(count -> Math.max(0, count)).sum();
        return lost > FEW && 2 * lost > before.size();
    }

    /**
     * Returns the plugins of the lock file that a restart restores: the plugins whose name is still registered. If the
     * registry is invalid or would remove most plugins, a restart restores all plugins of the lock file.
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
            LOG.error("Restoring all plugins of the lock file. {}", e.line());
            return locked;
        }
    }

    /**
     * Returns the keys that a new generation replaces. The current registry determines these keys, since the registry
     * may have changed or been rolled back since the preparation began. Throws if another generation of the key became
     * active in the meantime. If several new versions of a name start at the same time, the last of them replaces all
     * old versions, so that a client that selects a range of versions always finds a version.
     *
     * @param locked the lock entry that the new generation was built from
     * @param seen the generation that was active under the key when the preparation began, or {@code null}
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
        Set<PluginKey> replaced = new HashSet<>(lockFile.entries().keySet()); // even plugins that could not be restored
        lives.named(key.name()).forEach(live -> replaced.add(live.key()));
        replaced.removeIf(other -> !other.name().equals(key.name()) || asked.contains(other));
        return replaced;
    }

    /** Returns whether a version of a name is being started for the first time and has not failed yet. */
    private boolean comes(PluginKey key, String name) {
        return key.name().equals(name) && lives.get(key).isEmpty() && retries.of(key) == null;
    }

    /** Removes the unregistered plugins of a name, except a version whose successor is not active yet. */
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
                List<PluginKey> successors = successors(key, asked);
                items.add(
                        !successors.isEmpty()
                                ? stays(key, successors)
                                : mass || held.contains(key) ? held(key) : removed(key));
            }
        }
        if (!mass) {
            forgetWhatNeverCameBack(name, asked);
        }
        return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                .thenApply(done -> items.stream().map(CompletableFuture::join).toList());
    }

    /** Returns the report of a command. Drops plugins that are neither registered nor active from the board. */
    Report report(List<Report.Item> items) {
        board.forgetUnless(
                key -> desired.entry(key).isPresent() || lives.get(key).isPresent());
        return new Report(items);
    }

    /**
     * Removes plugins that were not restored, since they were unregistered while the host was down, from the lock file.
     */
    private void forgetWhatNeverCameBack(String name, Set<PluginKey> asked) {
        Set<PluginKey> gone = new HashSet<>(lockFile.entries().keySet());
        gone.removeIf(key -> !key.name().equals(name)
                || asked.contains(key)
                || lives.get(key).isPresent()
                || !successors(key, asked).isEmpty());
        try {
            lockFile.remove(gone);
        } catch (OrkaFailure e) {
            LOG.warn("Could not remove {} from the lock file. {}", gone, e.line());
        }
    }

    private static CompletableFuture<Report.Item> stays(PluginKey key, List<PluginKey> successors) {
        return CompletableFuture.completedFuture(
                new Report.Item(key, "stays " + Statuses.until(successors), null, List.of()));
    }

    private CompletableFuture<Report.Item> held(PluginKey key) {
        held.add(key);
        PluginsFailure failure = PluginsFailure.massRemoval(lives.all().size());
        LOG.warn("{} {}", key, failure.line());
        return CompletableFuture.completedFuture(
                new Report.Item(key, "stays active", Failure.of(PluginState.DRAINING, failure), List.of()));
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

    /**
     * Returns the registered versions of the same name that are not active yet. An unregistered version stays active
     * while such a version is being prepared.
     */
    private List<PluginKey> successors(PluginKey key, Set<PluginKey> asked) {
        return asked.stream()
                .filter(other ->
                        other.name().equals(key.name()) && lives.get(other).isEmpty())
                .sorted(Comparator.comparing(PluginKey::toString))
                .toList();
    }

    private Set<PluginKey> asked() {
        return desired.readOrLastGood().stream().map(PluginEntry::key).collect(Collectors.toSet());
    }

    /** Returns all plugins that are active or are to be restored. */
    private Set<PluginKey> keys() {
        Set<PluginKey> keys = new HashSet<>(lockFile.entries().keySet());
        lives.all().forEach(live -> keys.add(live.key()));
        return keys;
    }
}
