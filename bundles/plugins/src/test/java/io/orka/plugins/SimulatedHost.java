package io.orka.plugins;

import io.orka.calls.Calls;
import io.orka.registry.ApplyMode;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.OrkaFailure;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One life of a simulated host: the real parts, wired as {@link LivePlugins} wires them, on a world without threads. */
final class SimulatedHost {

    final Deque<Runnable> lifecycle = new ArrayDeque<>();
    final LiveSet lives = new LiveSet();
    final Calls calls = new Calls();
    final List<CompletableFuture<?>> commands = new ArrayList<>();
    final Retries retries;

    /** What a listener that keeps up would believe there is. */
    final Map<PluginKey, PluginState> told = new HashMap<>();

    private final StatusBoard board = new StatusBoard(this::happened);
    private final Ledger ledger;
    private final Wanted wanted;
    private final Names names;
    private final Convergence convergence;
    private final Rollback rollback;

    SimulatedHost(SimulatedWorld world, SimulatedDisk disk) {
        world.restart(lives);
        ledger = new Ledger(disk.lock, disk::writeLock);
        wanted = new Wanted(disk::readRegistry, ApplyMode.AUTO);
        names = new Names(wanted, lives);
        Lifecycle steps = new Lifecycle(world, calls, ledger, lives);
        retries = new Retries(world::nanoTime);
        Arrival arrival = new Arrival(world, lifecycle::add, steps, ledger, lives, board);
        Removal removal = new Removal(arrival, steps, retries, wanted, ledger, lives, board);
        Turns turns = new Turns(lifecycle::add);
        convergence = new Convergence(
                world, lifecycle::add, steps, arrival, removal, turns, retries, wanted, ledger, lives, board);
        Repair repair = new Repair(world, lifecycle::add, turns, arrival, convergence, retries, wanted, lives, board);
        lives.whenOneBegins(repair::watch);
        rollback =
                new Rollback(world, lifecycle::add, disk::back, arrival, names, retries, ledger, lives, wanted, board);
    }

    void restore() {
        Set<PluginKey> locked = ledger.entries().keySet();
        Set<PluginKey> asked = new HashSet<>(locked);
        try {
            List<PluginEntry> entries = wanted.read();
            Set<String> names =
                    entries.stream().map(entry -> entry.key().name()).collect(Collectors.toSet());
            asked.removeIf(key -> !names.contains(key.name()) && !Removal.isMass(locked, entries));
        } catch (InvalidRegistry e) {
            // everything comes back
        }
        begin(() -> convergence.restore(asked));
    }

    /** As the command does: a registry that cannot be read is not applied. */
    void apply(Asking asking) {
        try {
            wanted.read();
        } catch (InvalidRegistry e) {
            return;
        }
        begin(() -> convergence.apply(asking));
    }

    void reload(PluginKey key, Freshness freshness) {
        wanted.readOrLastGood();
        begin(() -> convergence.reload(key, freshness));
    }

    void rollback(String name) {
        begin(() -> rollback.of(name));
    }

    /** Who is registered, as far as the host has seen. */
    Set<String> asked() {
        return wanted.lastGood().stream().map(entry -> entry.key().name()).collect(Collectors.toSet());
    }

    PluginStatus status(PluginKey key) {
        return new Statuses(wanted, lives, board, retries, List::of).of(names.find(key.toString()));
    }

    List<PluginStatus> list() {
        return new Statuses(wanted, lives, board, retries, List::of).list();
    }

    private void happened(PluginKey key, Occurrence.What what) {
        if (what instanceof Occurrence.Entered entered) {
            told.put(key, entered.state());
        } else if (what instanceof Occurrence.Failed) {
            told.put(key, PluginState.FAILED);
        } else if (what instanceof Occurrence.Gone && told.remove(key) == null) {
            throw new AssertionError(key + " goes and was not there");
        } else if (what instanceof Occurrence.TookOver over && told.get(key) != PluginState.ACTIVE) {
            throw new AssertionError(key + " took the place of " + over.previous() + " and is not active");
        }
    }

    private void begin(Supplier<CompletableFuture<?>> command) {
        CompletableFuture<Object> end = new CompletableFuture<>();
        commands.add(end);
        lifecycle.add(() -> {
            try {
                CompletableFuture<?> unused = command.get().whenComplete((done, failure) -> end.complete("ended"));
            } catch (OrkaFailure | SimulatedDisk.Crash refused) {
                end.complete("refused");
            }
        });
    }
}
