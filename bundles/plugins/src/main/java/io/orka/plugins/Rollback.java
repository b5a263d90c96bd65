package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.Locked;
import io.orka.registry.PluginKey;
import io.orka.registry.Previous;
import io.orka.registry.RegistryEdit;
import java.util.List;

/** The way back to what served before: from the store, without network, git or build. */
final class Rollback {

    private final RegistryEdit edits;
    private final Ledger ledger;
    private final Wanted wanted;
    private final Restore restore;
    private final Convergence convergence;
    private final StatusBoard board;
    private final LifecycleThread lifecycleThread;

    Rollback(
            RegistryEdit edits,
            Ledger ledger,
            Wanted wanted,
            Restore restore,
            Convergence convergence,
            StatusBoard board,
            LifecycleThread lifecycleThread) {
        this.edits = requireNonNull(edits, "edits is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.wanted = requireNonNull(wanted, "wanted is null");
        this.restore = requireNonNull(restore, "restore is null");
        this.convergence = requireNonNull(convergence, "convergence is null");
        this.board = requireNonNull(board, "board is null");
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
    }

    /** Goes back from what serves a name now. */
    Report of(Live serving) {
        PluginKey key = serving.key();
        List<PluginKey> registered = wanted.named(key.name());
        if (!registered.isEmpty() && !registered.contains(key)) {
            // The last swap failed, so what served before it serves now: only the registry has to go back.
            Locked serves = requireNonNull(ledger.get(key));
            edits.back(registered.get(0), new Previous(key, serves));
            return new Report(
                    List.of(new Report.Item(key, "serves, and the registry asks for it again", null, List.of())));
        }
        Locked locked = ledger.get(key);
        Previous previous = locked == null ? null : locked.previous();
        if (previous == null) {
            throw PluginsFailure.nothingBefore(key);
        }
        Prepared prepared = lifecycleThread
                .call(() -> restore.find(previous.locked()))
                .orElseThrow(() -> PluginsFailure.notStored(previous.key()));
        board.begin(previous.key());
        Report.Item item = convergence.startInPlaceOf(prepared, key);
        if (item.failure() == null) {
            edits.back(key, previous);
        }
        return new Report(List.of(item));
    }
}
