package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.Listed;
import io.orka.identity.PluginKey;
import io.orka.leaks.RetainedGeneration;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Combines the data of the registry, the board and the live set into statuses. Safe for use by multiple threads. */
final class Statuses {

    private final DesiredState desired;
    private final LiveSet lives;
    private final StatusBoard board;
    private final Retries retries;
    private final Supplier<List<RetainedGeneration>> remaining;

    Statuses(HostState state, Supplier<List<RetainedGeneration>> remaining) {
        this.desired = state.desired();
        this.lives = state.lives();
        this.board = state.board();
        this.retries = state.retries();
        this.remaining = requireNonNull(remaining, "remaining is null");
    }

    List<PluginStatus> list() {
        List<RetainedGeneration> retained = remaining.get();
        List<PluginStatus> list = new ArrayList<>();
        Set<PluginKey> seen = new LinkedHashSet<>();
        desired.lastGood().stream().map(PluginEntry::key).forEach(seen::add);
        lives.all().stream().map(Live::key).forEach(seen::add);
        seen.forEach(key -> list.add(of(key, alive(key, seen, retained))));
        lives.draining().forEach(live -> list.add(draining(live)));
        gone(seen, retained).forEach((key, alive) -> list.add(gone(key, alive)));
        return list;
    }

    /** Returns one status of the list. Removed plugins whose classes are still in memory are found by name, too. */
    PluginStatus one(String nameOrKey, Names names) {
        List<PluginStatus> list = list();
        PluginKey typed = PluginKey.parse(nameOrKey);
        PluginKey key = list.stream()
                .map(PluginStatus::key)
                .filter(other -> !names.knows(other)
                        && (other.equals(typed) || other.name().equals(nameOrKey)))
                .findFirst()
                .orElseGet(() -> names.find(nameOrKey));
        return list.stream()
                .filter(status -> status.key().equals(key))
                .findFirst()
                .orElseGet(() -> of(key));
    }

    /** Returns the key for a name or key that a user typed. A removed version with a log or failures is found, too. */
    PluginKey keyOf(String nameOrKey, Names names, BuildLogs logs) {
        try {
            return one(nameOrKey, names).key();
        } catch (PluginsFailure unknown) {
            PluginKey typed = PluginKey.parse(nameOrKey);
            if (logs.versions(typed.name()).contains(typed)
                    || !board.failures(typed).isEmpty()) {
                return typed;
            }
            throw unknown;
        }
    }

    /** Returns a status without the generations that are still in memory, which is fast enough for listeners. */
    PluginStatus of(PluginKey key) {
        return of(key, List.of());
    }

    private PluginStatus of(PluginKey key, List<StillAlive> alive) {
        StatusBoard.Entry entry = board.entry(key);
        @Nullable Live live = lives.get(key).orElse(null);
        @Nullable
        Live standIn =
                live == null ? lives.named(key.name()).stream().findFirst().orElse(null) : live;
        boolean failed = entry.state() == PluginState.FAILED;
        Retries.@Nullable Waiting waiting = failed ? retries.of(key) : null;
        PluginStatus status = new PluginStatus(
                key,
                entry(key, live),
                new PluginStatus.Progress(
                        entry.state(),
                        desired.entry(key).isPresent() ? entry.detail() : unregistered(key),
                        entry.since(),
                        entry.stages()),
                live == null ? null : serving(live),
                new PluginStatus.Waiting(
                        entry.failure(),
                        failed && standIn != null ? standIn.key() : null,
                        waiting == null ? null : waiting.next(),
                        waiting != null && waiting.quarantined()),
                new PluginStatus.Findings(warnings(key, live), alive));
        return live == null ? status : ProcessHealth.shown(status, live.candidate());
    }

    private PluginStatus.Entry entry(PluginKey key, @Nullable Live live) {
        String service =
                desired.entry(key).map(PluginEntry::service).orElseGet(() -> live == null ? "" : service(live));
        EntryLimits limits = live == null
                ? desired.entry(key).map(PluginEntry::limits).orElse(EntryLimits.none())
                : live.locked().limits();
        return new PluginStatus.Entry(service, limits);
    }

    private static PluginStatus.Serving serving(Live live) {
        return new PluginStatus.Serving(
                live.commit(),
                live.generation().number(),
                CallCounts.of(live.generation()),
                live.prepared().config());
    }

    private List<String> warnings(PluginKey key, @Nullable Live live) {
        List<String> warnings = new ArrayList<>(desired.warnings(key));
        if (live != null) {
            warnings.addAll(Remarks.of(live));
        }
        return List.copyOf(warnings);
    }

    private static List<StillAlive> alive(PluginKey key, Set<PluginKey> listed, List<RetainedGeneration> retained) {
        if (retained.isEmpty()) {
            return List.of();
        }
        boolean first = listed.stream()
                .filter(other -> other.name().equals(key.name()))
                .findFirst()
                .map(key::equals)
                .orElse(false);
        return retained.stream()
                .filter(old -> old.key().equals(key)
                        || (first && old.key().name().equals(key.name()) && !listed.contains(old.key())))
                .map(Statuses::stillAlive)
                .toList();
    }

    /** Returns removed plugins whose classes are still in memory and whose holders are known. */
    private static Map<PluginKey, List<StillAlive>> gone(Set<PluginKey> listed, List<RetainedGeneration> retained) {
        Set<String> names = listed.stream().map(PluginKey::name).collect(Collectors.toSet());
        return retained.stream()
                .filter(old ->
                        !names.contains(old.key().name()) && !old.holders().isEmpty())
                .collect(Collectors.groupingBy(
                        RetainedGeneration::key,
                        LinkedHashMap::new,
                        Collectors.mapping(Statuses::stillAlive, Collectors.toList())));
    }

    private static PluginStatus gone(PluginKey key, List<StillAlive> alive) {
        return new PluginStatus(
                key,
                new PluginStatus.Entry("", EntryLimits.none()),
                draining(
                        "removed, but its classes are still in memory",
                        alive.get(0).since()),
                null,
                PluginStatus.Waiting.NONE,
                new PluginStatus.Findings(List.of(), alive));
    }

    private static PluginStatus.Progress draining(String detail, Instant since) {
        return new PluginStatus.Progress(PluginState.DRAINING, detail, since, List.of());
    }

    private static StillAlive stillAlive(RetainedGeneration old) {
        return new StillAlive(old.key(), old.commit(), old.since(), old.holders());
    }

    private static PluginStatus draining(Live live) {
        return new PluginStatus(
                live.key(),
                new PluginStatus.Entry(service(live), live.locked().limits()),
                draining("", live.since()),
                serving(live),
                PluginStatus.Waiting.NONE,
                PluginStatus.Findings.NONE);
    }

    private String unregistered(PluginKey key) {
        List<PluginKey> registered = desired.named(key.name());
        return registered.isEmpty()
                ? "no longer registered; active until orka:apply --confirm"
                : until(registered.stream()
                        .filter(other -> lives.get(other).isEmpty())
                        .toList());
    }

    /** Returns a description of the time until which an unregistered version stays active. */
    static String until(List<PluginKey> successors) {
        return successors.isEmpty()
                ? "active until it is removed"
                : "active until " + Listed.of(successors, " or ") + (successors.size() == 1 ? " is" : " are")
                        + " ready";
    }

    private static String service(Live live) {
        return live.prepared().bundle().service();
    }
}
