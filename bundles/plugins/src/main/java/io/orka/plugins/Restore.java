package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.ConfigFile;
import io.orka.registry.Locked;
import io.orka.registry.PluginKey;
import io.orka.wrap.PluginBundle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back from the store what the lock says served: no network, no git, no build. Many plugins at once. */
final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final Rooms rooms;
    private final Ledger ledger;
    private final Starting starting;
    private final LiveSet lives;
    private final Executor workers;
    private final StatusBoard board;

    Restore(Rooms rooms, Ledger ledger, Starting starting, LiveSet lives, StatusBoard board, Executor workers) {
        this.rooms = requireNonNull(rooms, "rooms is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.starting = requireNonNull(starting, "starting is null");
        this.workers = requireNonNull(workers, "workers is null");
        this.lives = requireNonNull(lives, "lives is null");
        this.board = requireNonNull(board, "board is null");
    }

    /** Starts everything in the lock that is asked for; what cannot be started is left to the next apply. */
    void run(Predicate<PluginKey> wanted) {
        CompletableFuture.allOf(ledger.entries().entrySet().stream()
                        .filter(entry -> wanted.test(entry.getKey()))
                        .map(entry ->
                                CompletableFuture.runAsync(() -> restore(entry.getKey(), entry.getValue()), workers))
                        .toArray(CompletableFuture[]::new))
                .join();
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
        found.ifPresentOrElse(starting::restore, () -> LOG.warn("{} is not in the store any more", key));
        return found.isPresent();
    }

    private static Prepared prepared(PluginBundle bundle, Locked locked) {
        return new Prepared(bundle, locked, ConfigFile.read(bundle.directory().resolve("META-INF/orka")), List.of());
    }
}
