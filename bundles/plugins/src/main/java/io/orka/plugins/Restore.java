package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.ConfigFile;
import io.orka.registry.Locked;
import io.orka.registry.PluginKey;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back from the store what the lock says served: no network, no git, no build. Runs on the lifecycle thread. */
final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final Rooms rooms;
    private final Ledger ledger;
    private final Lifecycle lifecycle;
    private final LiveSet lives;
    private final StatusBoard board;

    Restore(Rooms rooms, Ledger ledger, Lifecycle lifecycle, LiveSet lives, StatusBoard board) {
        this.rooms = requireNonNull(rooms, "rooms is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.lifecycle = requireNonNull(lifecycle, "lifecycle is null");
        this.lives = requireNonNull(lives, "lives is null");
        this.board = requireNonNull(board, "board is null");
    }

    /** Starts everything in the lock that is asked for; what cannot be started is left to the next apply. */
    void run(Predicate<PluginKey> wanted) {
        ledger.entries().forEach((key, locked) -> {
            if (wanted.test(key)) {
                restore(key, locked);
            }
        });
    }

    /** Finds a locked plugin in the store. */
    Optional<Prepared> find(Locked locked) {
        return rooms.store().find(locked.digest()).map(bundle -> prepared(bundle, locked));
    }

    private void restore(PluginKey key, Locked locked) {
        board.begin(key);
        try {
            board.stage(key, PluginState.STARTING, () -> start(key, locked));
            board.enter(key, lives.get(key).isPresent() ? PluginState.ACTIVE : PluginState.PENDING);
        } catch (StageFailed e) {
            LOG.warn("{} could not be restored: {}", key, e.failure().reason());
        }
    }

    private boolean start(PluginKey key, Locked locked) {
        Optional<Prepared> found = find(locked);
        found.ifPresentOrElse(lifecycle::restore, () -> LOG.warn("{} is not in the store any more", key));
        return found.isPresent();
    }

    private static Prepared prepared(PluginBundle bundle, Locked locked) {
        return new Prepared(bundle, locked, ConfigFile.read(bundle.directory().resolve("META-INF/orka")), List.of());
    }
}
