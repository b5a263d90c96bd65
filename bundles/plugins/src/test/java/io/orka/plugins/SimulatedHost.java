package io.orka.plugins;

import io.orka.calls.Calls;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.ApplyMode;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.PluginEntry;
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
    private final LockFile lockFile;
    private final DesiredState desired;
    private final Names names;
    private final NameReconciler reconciler;
    private final Rollback rollback;

    SimulatedHost(SimulatedEnvironment environment, SimulatedDisk disk) {
        environment.restart(lives);
        lockFile = new LockFile(disk.lock, disk::writeLock);
        desired = new DesiredState(disk::readRegistry, ApplyMode.AUTO);
        names = new Names(desired, lives);
        Lifecycle steps = new Lifecycle(environment, calls, lockFile, lives);
        retries = new Retries(environment::nanoTime);
        Rollout rollout = new Rollout(environment, lifecycle::add, steps, lockFile, lives, board);
        Removal removal = new Removal(rollout, steps, retries, desired, lockFile, lives, board);
        PerNameQueue queue = new PerNameQueue(lifecycle::add);
        reconciler = new NameReconciler(
                environment, lifecycle::add, steps, rollout, removal, queue, retries, desired, lockFile, lives, board);
        Repair repair =
                new Repair(environment, lifecycle::add, queue, rollout, reconciler, retries, desired, lives, board);
        lives.whenOneBegins(repair::watch);
        rollback = new Rollback(
                environment, lifecycle::add, disk::back, rollout, names, retries, lockFile, lives, desired, board);
    }

    void restore() {
        Set<PluginKey> locked = lockFile.entries().keySet();
        Set<PluginKey> asked = new HashSet<>(locked);
        try {
            List<PluginEntry> entries = desired.read();
            Set<String> names =
                    entries.stream().map(entry -> entry.key().name()).collect(Collectors.toSet());
            asked.removeIf(key -> !names.contains(key.name()) && !Removal.isMass(locked, entries));
        } catch (InvalidRegistry e) {
            // everything comes back
        }
        begin(() -> reconciler.restore(asked));
    }

    /** As the command does: a registry that cannot be read is not applied. */
    void apply(Trigger asking) {
        try {
            desired.read();
        } catch (InvalidRegistry e) {
            return;
        }
        begin(() -> reconciler.apply(asking));
    }

    void reload(PluginKey key, Freshness freshness) {
        desired.readOrLastGood();
        begin(() -> reconciler.reload(key, freshness));
    }

    void rollback(String name) {
        begin(() -> rollback.of(name));
    }

    /** Who is registered, as far as the host has seen. */
    Set<String> asked() {
        return desired.lastGood().stream().map(entry -> entry.key().name()).collect(Collectors.toSet());
    }

    PluginStatus status(PluginKey key) {
        return new Statuses(desired, lives, board, retries, List::of).of(names.find(key.toString()));
    }

    List<PluginStatus> list() {
        return new Statuses(desired, lives, board, retries, List::of).list();
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
