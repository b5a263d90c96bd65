package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Generation;
import io.orka.deploy.BoundPlugin;
import io.orka.deploy.Deployment;
import io.orka.registry.Locked;
import io.orka.registry.PluginKey;
import io.orka.registry.Previous;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Starts generations and ends them: new first, old last. Every method runs on the lifecycle thread. */
final class Lifecycle {

    private final Rooms rooms;
    private final Ledger ledger;
    private final LiveSet lives;
    private final Drain drain;
    private long generations;

    Lifecycle(Rooms rooms, Ledger ledger, LiveSet lives, Drain drain) {
        this.rooms = requireNonNull(rooms, "rooms is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.lives = requireNonNull(lives, "lives is null");
        this.drain = requireNonNull(drain, "drain is null");
    }

    /**
     * Installs, starts and constructs a new generation, then routes its calls to it; the generations it replaces drain.
     *
     * @param prepared what to start
     * @param retired the keys whose place it takes, beside its own
     * @return done when what it replaced is gone
     */
    CompletableFuture<Void> start(Prepared prepared, Set<PluginKey> retired) {
        PluginKey key = prepared.bundle().key();
        Live live = bind(prepared);
        try {
            ledger.record(key, prepared.locked().withPrevious(previous(key, retired)), retired);
        } catch (RuntimeException e) {
            undo(live);
            throw e;
        }
        return route(live, retired);
    }

    /** Starts what the lock already names, before anything serves: nothing drains, and the lock stays as it is. */
    void restore(Prepared prepared) {
        CompletableFuture<Void> unused = route(bind(prepared), Set.of());
    }

    /**
     * Ends a plugin nobody asks for any more.
     *
     * @param key its key
     * @return done when it is gone
     */
    CompletableFuture<Void> remove(PluginKey key) {
        ledger.remove(key);
        rooms.calls().withdraw(key);
        return all(lives.get(key).stream().map(drain::begin).toList());
    }

    /** Withdraws every plugin and lets it drain; the lock stays, so that the next start brings them back. */
    CompletableFuture<Void> stopAll() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Live live : lives.all()) {
            rooms.calls().withdraw(live.key());
            ends.add(drain.begin(live));
        }
        return all(ends);
    }

    private Live bind(Prepared prepared) {
        Deployment deployment = rooms.deployer().deploy(prepared.bundle());
        BoundPlugin plugin;
        try {
            plugin = deployment.bind();
        } catch (RuntimeException | Error e) {
            deployment.close();
            throw e;
        }
        Generation generation = new Generation(
                prepared.bundle().key(),
                prepared.bundle().commit(),
                ++generations,
                plugin.call(),
                deployment.contextLoader());
        return new Live(prepared, deployment, plugin, generation, Instant.now());
    }

    private CompletableFuture<Void> route(Live live, Set<PluginKey> retired) {
        List<Live> replaced = new ArrayList<>();
        lives.get(live.key()).ifPresent(replaced::add);
        retired.forEach(key -> lives.get(key).ifPresent(replaced::add));
        rooms.calls().switchTo(live.generation(), retired);
        lives.serves(live);
        live.deployment().publish(rooms.calls().handle(live.key()), 0);
        List<CompletableFuture<Void>> drained =
                replaced.stream().map(drain::begin).toList();
        rank(live.key().name());
        return all(drained);
    }

    /** Gives the highest version of a name the highest service ranking, so that an OSGi lookup by name finds it. */
    private void rank(String name) {
        List<Live> highestFirst = lives.named(name);
        for (int i = 0; i < highestFirst.size(); i++) {
            highestFirst.get(i).deployment().rank(highestFirst.size() - 1 - i);
        }
    }

    private @Nullable Previous previous(PluginKey key, Set<PluginKey> retired) {
        Locked same = ledger.get(key);
        if (same != null) {
            return new Previous(key, same.withPrevious(null));
        }
        return retired.stream()
                .sorted(LiveSet.HIGHEST_FIRST)
                .filter(old -> ledger.get(old) != null)
                .findFirst()
                .map(old -> new Previous(old, requireNonNull(ledger.get(old)).withPrevious(null)))
                .orElse(null);
    }

    private static void undo(Live live) {
        live.plugin().close();
        live.deployment().close();
    }

    private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}
