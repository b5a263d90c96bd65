package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Generation;
import io.orka.deploy.BoundPlugin;
import io.orka.deploy.Deployment;
import io.orka.registry.Locked;
import io.orka.registry.PluginKey;
import io.orka.registry.Previous;
import io.orka.wrap.PluginBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts generations and ends them: new first, old last. Every method runs on the lifecycle thread. */
final class Lifecycle {

    private final Rooms rooms;
    private final Ledger ledger;
    private final LiveSet lives;
    private final Drain drain;
    private long generations;
    private boolean stopped;

    Lifecycle(Rooms rooms, Ledger ledger, LiveSet lives, Drain drain) {
        this.rooms = requireNonNull(rooms, "rooms is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.lives = requireNonNull(lives, "lives is null");
        this.drain = requireNonNull(drain, "drain is null");
    }

    /** A plugin that is installed and constructed, and gets no calls yet. */
    record Bound(Prepared prepared, Deployment deployment, BoundPlugin plugin) {}

    /** Installs a bundle and starts it; nothing of the plugin runs. */
    Deployment install(Prepared prepared) {
        return rooms.deployer().deploy(prepared.bundle());
    }

    /**
     * Records a new generation and routes its calls to it; the generations it replaces drain. Where it cannot be recorded,
     * it is undone and everything stays as it was.
     *
     * @param bound what takes over
     * @param retired asked here and now: the keys whose place it takes, beside its own
     * @return what it replaced
     */
    Handover serve(Bound bound, Supplier<Set<PluginKey>> retired) {
        try {
            PluginKey key = bound.prepared().bundle().key();
            if (stopped) {
                throw PluginsFailure.stopping();
            }
            Set<PluginKey> leaving = retired.get();
            ledger.record(key, bound.prepared().locked().withPrevious(previous(bound.prepared(), leaving)), leaving);
            return route(live(bound), leaving);
        } catch (RuntimeException e) {
            undo(bound);
            throw e;
        }
    }

    /** Serves what the lock already names, before anything else serves there: nothing drains, and the lock stays. */
    Handover restore(Bound bound) {
        if (stopped) {
            undo(bound);
            throw PluginsFailure.stopping();
        }
        return route(live(bound), Set.of());
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
        stopped = true;
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Live live : lives.all()) {
            rooms.calls().withdraw(live.key());
            ends.add(drain.begin(live));
        }
        return all(ends);
    }

    private Live live(Bound bound) {
        PluginBundle bundle = bound.prepared().bundle();
        Generation generation = new Generation(
                bundle.key(),
                bundle.commit(),
                ++generations,
                bound.plugin().call(),
                bound.deployment().contextLoader());
        return new Live(bound.prepared(), bound.deployment(), bound.plugin(), generation, Instant.now());
    }

    private Handover route(Live live, Set<PluginKey> retired) {
        List<Live> replaced = new ArrayList<>();
        lives.get(live.key()).ifPresent(replaced::add);
        retired.forEach(key -> lives.get(key).ifPresent(replaced::add));
        rooms.calls().switchTo(live.generation(), retired);
        lives.serves(live);
        live.deployment().publish(rooms.calls().handle(live.key()), 0);
        List<CompletableFuture<Void>> drained =
                replaced.stream().map(drain::begin).toList();
        rank(live.key().name());
        return new Handover(replaced, all(drained));
    }

    /** Gives the highest version of a name the highest service ranking, so that an OSGi lookup by name finds it. */
    private void rank(String name) {
        List<Live> highestFirst = lives.named(name);
        for (int i = 0; i < highestFirst.size(); i++) {
            highestFirst.get(i).deployment().rank(highestFirst.size() - 1 - i);
        }
    }

    private @Nullable Previous previous(Prepared prepared, Set<PluginKey> retired) {
        PluginKey key = prepared.bundle().key();
        Locked same = ledger.get(key);
        if (same != null && same.digest().equals(prepared.bundle().digest())) {
            return same.previous();
        }
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

    private static void undo(Bound bound) {
        bound.plugin().close();
        bound.deployment().close();
    }

    private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}
