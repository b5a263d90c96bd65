package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Generation;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what the registry, the board and the live set know of each plugin. Safe for use by many threads. */
final class Statuses {

    private final Wanted wanted;
    private final LiveSet lives;
    private final StatusBoard board;
    private final Retries retries;

    Statuses(Wanted wanted, LiveSet lives, StatusBoard board, Retries retries) {
        this.wanted = requireNonNull(wanted, "wanted is null");
        this.lives = requireNonNull(lives, "lives is null");
        this.board = requireNonNull(board, "board is null");
        this.retries = requireNonNull(retries, "retries is null");
    }

    List<PluginStatus> list() {
        List<PluginStatus> list = new ArrayList<>();
        Set<PluginKey> seen = new HashSet<>();
        for (PluginEntry entry : wanted.lastGood()) {
            seen.add(entry.key());
            list.add(of(entry.key()));
        }
        lives.all().stream().map(Live::key).filter(seen::add).forEach(key -> list.add(of(key)));
        lives.draining().forEach(live -> list.add(draining(live)));
        return list;
    }

    PluginStatus of(PluginKey key) {
        StatusBoard.Entry entry = board.entry(key);
        @Nullable Live live = lives.get(key).orElse(null);
        @Nullable
        Live standIn =
                live == null ? lives.named(key.name()).stream().findFirst().orElse(null) : live;
        boolean failed = entry.state() == PluginState.FAILED;
        Retries.@Nullable Waiting waiting = failed ? retries.of(key) : null;
        return new PluginStatus(
                key,
                wanted.entry(key).map(PluginEntry::service).orElseGet(() -> live == null ? "" : service(live)),
                entry.state(),
                wanted.entry(key).isPresent() ? entry.detail() : unregistered(key),
                live == null ? null : live.commit(),
                live == null ? 0 : live.generation().number(),
                failed && standIn != null ? standIn.key() : null,
                live == null ? 0 : live.generation().calls(),
                live == null ? 0 : live.generation().inFlight(),
                entry.since(),
                entry.failure(),
                waiting == null ? null : waiting.next(),
                waiting != null && waiting.quarantined(),
                entry.stages(),
                live == null ? List.of() : live.prepared().warnings());
    }

    private static PluginStatus draining(Live live) {
        Generation generation = live.generation();
        return new PluginStatus(
                live.key(),
                service(live),
                PluginState.DRAINING,
                "",
                live.commit(),
                generation.number(),
                null,
                generation.calls(),
                generation.inFlight(),
                live.since(),
                null,
                null,
                false,
                List.of(),
                List.of());
    }

    private String unregistered(PluginKey key) {
        return wanted.named(key.name()).isEmpty()
                ? "no longer registered; serves until orka:apply --confirm"
                : "serves until its successor does";
    }

    private static String service(Live live) {
        return live.prepared().bundle().service();
    }
}
